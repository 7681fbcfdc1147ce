println "abc ${1"
