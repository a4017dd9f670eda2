module example.test/services

go 1.21
