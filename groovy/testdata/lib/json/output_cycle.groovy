import groovy.json.*
def l = []
l << l
try { JsonOutput.toJson(l) } catch (StackOverflowError e) { println 'deep' }
def m = [:]
m.m = m
try { JsonOutput.toJson(m) } catch (StackOverflowError e) { println 'deep' }
