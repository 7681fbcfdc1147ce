[1,2,3].toSpreadMap()
