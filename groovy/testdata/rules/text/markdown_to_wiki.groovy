message()
class MarkdownToWiki {
    private final List<Map> steps = []
    MarkdownToWiki() {
        step(/(?m)^(#{1,6})\s+(.*)$/) { m -> "h${m[1].length()}. ${m[2]}" }
        step(/\*\*(.+?)\*\*/) { m -> "*${m[1]}*" }
        step(/~~(.+?)~~/) { m -> "-${m[1]}-" }
        step(/!\[(.*?)\]\((.+?)\)/) { m -> "!${m[2]}|alt=${m[1]}!" }
        step(/(?<!!)\[(.+?)\]\((.+?)\)/) { m -> "[${m[1]}|${m[2]}]" }
        step(/(?s)```(\w*)\n(.*?)```/) { m -> m[1] ? "{code:${m[1]}}\n${m[2]}{code}" : "{noformat}\n${m[2]}{noformat}" }
        step(/`([^`]+)`/) { m -> "{{${m[1]}}}" }
        step(/(?m)^(\s*)[-+] /) { m -> '*' * (m[1].size().intdiv(2) + 1) + ' ' }
        step(/(?m)^\d+\. /) { '# ' }
        step(/(?m)^> /) { 'bq. ' }
    }
    private void step(String regex, Closure c) { steps << [regex: regex, c: c] }
    String convert(String text) {
        steps.inject(text) { t, s -> t.replaceAll(s.regex, { List m -> s.c(m) }) }
    }
}
def md = '''# Title
Some **bold** and ~~old~~ text, see [docs](http://x/y_z) and ![pic](a.png)
- one
  - two
1. first
> quote
`code` here
```java
int i;
```'''
try {
    println new MarkdownToWiki().convert(md).size()
} catch (MissingMethodException e) {
    println "no match"
}
