change()
import java.util.regex.Matcher
import java.util.regex.Pattern

def sprints = issue.customFields."Sprint"?.value
def parsed = sprints.collect { s ->
    def body = (s =~ /\[(.*)\]$/)[0][1]
    def map = [:]
    Matcher m = Pattern.compile("(\\w+)=(.*?)(?=,\\w+=|\$)").matcher(body)
    while (m.find()) {
        map[m.group(1)] = m.group(2) ?: null
    }
    map
}
def active = parsed.find { it.state == 'ACTIVE' }
replica.sprint = active?.name
replica.sprintEnd = active ? Date.parse("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", active.endDate) : null
replica.goal = active.goal
replica.all = parsed.collect { "${it.id}/${it.name}/${it.state.toLowerCase()}" as String }
replica.last = parsed.max { it.sequence as int }.name
replica.length = Date.parse('yyyy-MM-dd', active.endDate[0..9]) - Date.parse('yyyy-MM-dd', active.startDate[0..9])
show(replica)
