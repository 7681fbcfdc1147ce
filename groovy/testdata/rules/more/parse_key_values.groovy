message()
def text = '''
# settings
name = Acme Corp
  tier=gold
sites = Gent, Lyon ,Rome
empty=
bad line
url=https://x.example.org/?a=b
'''
def props = text.readLines()*.trim().findAll { it && !it.startsWith('#') && it.contains('=') }.collectEntries {
    def i = it.indexOf('=')
    [it[0..<i].trim(), it.substring(i + 1).trim()]
}
println props
println props.sites.split(',')*.trim()
def p = new Properties()
def kv = 'a=1&b=2&c'.split('&').collectEntries { def (k, v) = it.split('=').toList(); [k, v] }
println kv
println 'k1:v1;k2:v2'.split(';').inject([:]) { m, e -> def a = e.split(':'); m[a[0]] = a[1]; m }
def sc = new Scanner('12 abc 3.5')
println props.findAll { k, v -> !v }.keySet()
