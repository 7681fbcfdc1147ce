int s = 0
for (int i = 0; i < 2000; i++) {
    if (i % 3 == 0) s += i * 2
    else s -= 1
}
s
