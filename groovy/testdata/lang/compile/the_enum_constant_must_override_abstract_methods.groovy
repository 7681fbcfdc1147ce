enum E { A; abstract foo() }
