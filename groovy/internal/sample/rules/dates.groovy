// Dates and JSON: a message is read, its times are moved and it is written again.
import groovy.json.JsonOutput
import groovy.json.JsonSlurper
import java.text.SimpleDateFormat

def iso = new SimpleDateFormat("yyyy-MM-dd'T'HH:mm:ss.SSSZ")
iso.timeZone = TimeZone.getTimeZone('UTC')
def day = new SimpleDateFormat('dd.MM.yyyy')
day.setTimeZone(TimeZone.getTimeZone('UTC'))

def message = new JsonSlurper().parseText(text)
def created = iso.parse(message.created)
def due = new Date(created.time + 14L * 24 * 60 * 60 * 1000)
def history = message.history.collect { h ->
    def at = iso.parse(h.at)
    [at: day.format(at), age: ((at.time - created.time) / 1000 / 3600).intValue(), to: h.to]
}
def calendar = Calendar.getInstance(TimeZone.getTimeZone('UTC'))
calendar.time = due
if (calendar.get(Calendar.DAY_OF_WEEK) in [Calendar.SATURDAY, Calendar.SUNDAY]) {
    calendar.add(Calendar.DATE, 2)
}
def answer = [
    key: message.key, created: day.format(created), due: day.format(calendar.time),
    late: calendar.time.after(iso.parse('2026-12-01T00:00:00.000+0000')),
    history: history, points: message.fields.points * 1.5, open: message.fields.open,
    title: message.fields.title?.toUpperCase(), none: message.fields.none
]
def written = JsonOutput.toJson(answer)
def pretty = JsonOutput.prettyPrint(written)
def back = new JsonSlurper().parseText(written)
[written, pretty.readLines().size(), back == new JsonSlurper().parseText(pretty), back.history.size(), due - 3 > created]
