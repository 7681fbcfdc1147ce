int n = 0
def k = { n++; it }
def show = { String s, r -> println "$s ${r instanceof Iterator ? r.toList() : r} $n"; n = 0 }
show 'unique', [3, 1, 3, 2].unique(k)
show 'toUnique', [3, 1, 3, 2].toUnique(k)
show 'unique1', [3].unique(k)
show 'sort', [3, 1, 2].sort(k)
show 'sort1', [3].sort(k)
show 'sortset', ([3, 1, 2] as Set).sort(k)
show 'toSorted', [3, 1, 2].toSorted(k)
show 'max', [3, 1, 2].max(k)
show 'min', [3, 1, 2].min(k)
show 'max1', [3].max(k)
show 'groupBy', [3, 1, 2].groupBy(k)
show 'iunique', [3, 1, 3].iterator().unique(k)
show 'isort', [3, 1, 2].iterator().sort(k)
show 'countBy', [3, 1, 2].countBy(k)
show 'mapsort', [a: 3, b: 1].sort { n++; it.value }
show 'mapmax', [a: 3, b: 1].max { n++; it.value }
show 'mapmin', [a: 3, b: 1].min { n++; it.value }
show 'minus', ([3, 1, 2] - [3])
show 'arr', ([3, 1, 3] as Integer[]).toUnique(k) as List
show 'arrsort', ([3, 1, 3] as Integer[]).sort(k) as List
show 'setunique', ([3, 1, 2] as Set).unique(k)
show 'setuniq1', ([3] as Set).unique(k)
show 'any', [3, 1, 2].any(k)
show 'dropWhile', [3, 1, 2].dropWhile { n++; it > 2 }
show 'takeWhile', [3, 1, 2].takeWhile { n++; it > 2 }
show 'findIndexOf', [3, 1, 2].findIndexOf { n++; it == 1 }
show 'findLastIndexOf', [3, 1, 2].findLastIndexOf { n++; it == 1 }
show 'split', [3, 1, 2].split { n++; it == 1 }
show 'ob', [3, 1, 2].sort(new OrderBy([k]))
show 'sumc', [3, 1, 2].sum(k)
show 'toSet', [3, 1, 2].toSet()
show 'treeset', new TreeSet({ a, b -> n++; a <=> b } as Comparator).with { addAll([3, 1, 2]); it }
show 'sort2', [4, 3, 1, 2].sort { a, b -> n++; a <=> b }
show 'unique2', [4, 3, 4, 2].unique { a, b -> n++; a <=> b }
show 'max2', [4, 3, 1, 2].max { a, b -> n++; a <=> b }
show 'collectEntries', [1, 2].collectEntries { n++; [it, it] }
show 'removeAll', [1, 2, 3].removeAll { n++; it > 1 }
show 'retainAll', [1, 2, 3].retainAll { n++; it > 1 }
show 'inject', [1, 2, 3].inject { a, b -> n++; a + b }
show 'equalsIgnore', [1, 2].equals([1, 2])
