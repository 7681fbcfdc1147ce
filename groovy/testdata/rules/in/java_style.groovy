message()
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

List<String> names = new ArrayList<String>();
for (int i = 0; i < replica.labels.size(); i++) {
    def label = replica.labels.get(i);
    if (label.label == null || label.label.isEmpty()) {
        continue;
    }
    names.add(label.label.trim());
}
Map<String, Integer> counts = new HashMap<>();
for (String n : names) {
    for (char c : n.toCharArray()) {
        String key = String.valueOf(c);
        counts.put(key, counts.containsKey(key) ? counts.get(key) + 1 : 1);
    }
}
StringBuilder sb = new StringBuilder();
List<String> keys = new ArrayList<>(counts.keySet());
Collections.sort(keys);
for (String k : keys) {
    if (counts.get(k) > 1) sb.append(k).append(counts.get(k)).append(',');
}
if (sb.length() > 0) sb.deleteCharAt(sb.length() - 1);
System.out.println(sb.toString());
String[] parts = "a,b,,c,,".split(",");
System.out.println(parts.length + " " + Arrays.asList(parts));
boolean found = false;
int idx = -1;
while (!found && idx < names.size() - 1) {
    idx++;
    found = names.get(idx).startsWith("login");
}
System.out.println(String.format("%s at %d", found, idx));
Object o = counts;
if (o instanceof Map) { System.out.println(((Map<String, Integer>) o).size()); }
final int LIMIT = 3;
long total = 0L;
for (Map.Entry<String, Integer> e : counts.entrySet()) { total += e.getValue(); }
System.out.println(total > LIMIT ? "many" : "few");
