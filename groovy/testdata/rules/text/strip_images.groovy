message()
def desc = "Intro !shot.png|width=300! then !http://x/y.gif! end ^file.txt^ {color:red}red{color} {quote}q{quote}"
def images = (desc =~ /!([^!|\s]+)(?:\|([^!]*))?!/).collect { [name: it[1], opts: it[2]?.tokenize(',')?.collectEntries { o -> o.split('=') as List }] }
println images
println desc.replaceAll(/!([^!|\s]+)(\|[^!]*)?!/, '[image: $1]')
println desc.replaceAll(/\{color(:[^}]+)?\}/, '').replaceAll(/\{(\w+)\}(.*?)\{\1\}/, '<$1>$2</$1>')
println desc.replaceAll(/\^([^^]+)\^/) { "<sup>${it[1]}</sup>" }.length()
