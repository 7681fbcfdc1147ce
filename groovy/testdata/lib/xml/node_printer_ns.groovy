def r = new XmlParser().parseText('<x:a xmlns:x="urn:x" y="1"><x:b>t</x:b><c/></x:a>')
new XmlNodePrinter().print(r)
