change()
enum Severity {
    CRITICAL(1, 'S1'), MAJOR(2, 'S2'), MINOR(3, 'S3')
    final int level
    final String code
    Severity(int level, String code) { this.level = level; this.code = code }
    static Severity of(String text) {
        values().find { text?.startsWith(it.code) } ?: MINOR
    }
    String label() { name()[0] + name()[1..-1].toLowerCase() }
}
def s = Severity.of(issue.customFields."Severity"?.value?.value)
replica.severity = s.label()
replica.level = s.level
replica.next = s.next().name()
replica.worse = Severity.values().findAll { it < s }*.name()
replica.same = s == Severity.valueOf('MAJOR')
replica.fallback = Severity.of(null) as String
switch (s) {
    case Severity.CRITICAL: replica.page = true; break
    case Severity.MAJOR: replica.page = false; break
}
show(replica)
