message()
def wanted = replica.labels*.label.collect { it.trim().toLowerCase().replaceAll(/[^a-z0-9]+/, '_') }.unique() - ['login']
def keep = issue.labels.findAll { !it.label.startsWith('ext_') }
issue.labels = keep + wanted.collect { nodeHelper.getLabel("ext_" + it) }.findAll { it }
println issue.labels*.label
def (ext, own) = issue.labels*.label.split { it.startsWith('ext_') }
println "$ext | $own"
println ext.collect { it - 'ext_' }.sort().join(',')
println issue.labels.label.join(' ').tokenize('_ ').countBy { it }.findAll { it.value > 1 }
