['http://h', 'https://h:1/a?b#c', 'ftp://u@h/f', 'file:/x/y'].each { def u = new URL(it); println "${u.protocol} ${u.host} ${u.port} ${u.path} ${u.query} ${u.ref} ${u.userInfo}" }
