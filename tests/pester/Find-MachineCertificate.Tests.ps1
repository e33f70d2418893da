BeforeDiscovery {
    $canServe = $null -ne (Get-Command openssl -CommandType Application -ErrorAction Ignore)
}

Describe 'Find-MachineCertificate' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $folder = (New-Item -ItemType Directory "$TestDrive/tls/deep").FullName
        $folder = "$TestDrive/tls"
        $certificate = New-TestCertificate web01
        Export-TestPem $certificate "$folder/web01.pem" -WithKey
        Export-TestPem (New-TestCertificate web02) "$folder/deep/web02.crt"
        [IO.File]::WriteAllBytes("$folder/web03.pfx", (New-TestCertificate web03).Export('Pfx', 'pfx password'))
        Set-Content "$folder/readme.txt" 'nothing to see'
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    Context 'in files' {
        It 'says what lies where and what is wrong with it' {
            $found = Find-MachineCertificate -Path $folder
            ($found | Where-Object Status -EQ Found).Path | Should -Be "$folder/web01.pem"
            $web = $found | Where-Object Path -EQ "$folder/web01.pem"
            $web.Subject | Should -Be 'CN=web01'
            $web.Fingerprint | Should -Be $certificate.GetCertHashString('SHA256')
            $web.HasPrivateKey | Should -BeTrue
            $web.Format | Should -Be 'Pem'
            $web.DnsName | Should -Be 'web01.corp.test'
            $web.Health.Rule | Should -Contain 'SelfSigned'
            $web.KnownAs | Should -BeNullOrEmpty
            Assert-Views $web
        }

        It 'goes into folders when asked, and opens what passwords open' {
            $locked = Find-MachineCertificate -Path "$folder/*.pfx"
            $locked.Status | Should -Be 'Locked'
            Assert-Views $locked
            $found = Find-MachineCertificate -Path $folder -Recurse -Password (ConvertTo-TestSecret 'wrong'), (ConvertTo-TestSecret 'pfx password')
            $found.Subject | Sort-Object | Should -Be 'CN=web01', 'CN=web02', 'CN=web03'
            (Find-MachineCertificate -Path $folder -Recurse -Exclude '*/deep/*', '*.pfx').Subject | Should -Be 'CN=web01'
        }

        It 'takes files from the pipeline' {
            (Get-ChildItem $folder -Recurse -Include *.pem, *.crt | Find-MachineCertificate).Subject | Sort-Object | Should -Be 'CN=web01', 'CN=web02'
            ([pscustomobject]@{ Path = "$folder/web01.pem" } | Find-MachineCertificate).Subject | Should -Be 'CN=web01'
            (Find-MachineCertificate -LiteralPath "$folder/web01.pem").Subject | Should -Be 'CN=web01'
        }

        It 'feeds the inventory, which then knows what is there' {
            $first = Find-MachineCertificate -Path $folder -Recurse | Import-MachineIdentity -Owner ops@corp.test
            $first.Action | Sort-Object -Unique | Should -Be 'Added'
            $first.Identity.Name | Sort-Object | Should -Be 'web01', 'web02'
            $again = Find-MachineCertificate -Path $folder -Recurse | Where-Object Status -EQ Found
            $again.KnownAs | Sort-Object | Should -Be 'web01', 'web02'
            ($again | Import-MachineIdentity -Owner scan@corp.test).Action | Sort-Object -Unique | Should -Be 'Unchanged'
            (Get-MachineIdentity -Unmanaged).Name | Should -Be 'web01', 'web02'
            Get-MachineIdentity -NotSeenSince 1h | Should -BeNullOrEmpty
            (Get-MachineIdentity -NotSeenSince ([datetime]::UtcNow.AddDays(1))).Name | Should -Be 'web01', 'web02'
        }

        It 'tells of what was renewed and of what is gone' {
            Export-TestPem (New-TestCertificate web01 -Days 200) "$folder/web01.pem" -WithKey
            Remove-Item "$folder/deep/web02.crt"
            $results = Find-MachineCertificate -Path $folder -Recurse | Import-MachineIdentity
            ($results | Where-Object Action -EQ Renewed).Identity.Version | Should -Be 2
            ($results | Where-Object Action -EQ Gone).Identity.Name | Should -Be 'web02'
            (Get-MachineIdentity web01).Owner | Should -Be 'ops@corp.test'
        }

        It 'reports what is not there and goes on' {
            Assert-TestError { Find-MachineCertificate -Path "$folder/none", "$folder/web01.pem" } -Id PathNotFound -Category ObjectNotFound
            (Find-MachineCertificate -Path "$folder/none", "$folder/web01.pem" -ErrorAction Ignore).Subject | Should -Be 'CN=web01'
        }

        It 'lets its caller go on after the first, and stops at once' {
            & { $null = Find-MachineCertificate -Path $folder -Recurse | Select-Object -First 1; 'went on' } | Should -Be 'went on'
            Assert-Stops 'Find-MachineCertificate -Path /usr -Recurse -Store $store' @{ store = $store }
        }
    }

    Context 'on servers' -Skip:(-not $canServe) {
        BeforeAll {
            Export-TestPem (New-TestCertificate localhost) "$TestDrive/server.pem" -WithKey
            $listener = [Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
            $listener.Start()
            $port = $listener.LocalEndpoint.Port
            $listener.Stop()
            $server = Start-Process openssl -PassThru -RedirectStandardOutput "$TestDrive/server.log" -RedirectStandardError "$TestDrive/server.err" -ArgumentList @(
                's_server', '-accept', "127.0.0.1:$port", '-cert', "$TestDrive/server.pem", '-key', "$TestDrive/server.pem", '-quiet')
            $silent = [Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
            $silent.Start()
            for ($attempt = 0; $attempt -lt 100 -and (Find-MachineCertificate 127.0.0.1 -Port $port).Status -ne 'Found'; $attempt++) {
                Start-Sleep -Milliseconds 100
            }
        }

        AfterAll {
            $server | Stop-Process
            $silent.Stop()
        }

        It 'shows what a server shows' {
            $found = Find-MachineCertificate -ComputerName localhost -Port $port | Where-Object Status -EQ Found
            $found.Subject | Should -Be 'CN=localhost'
            $found.Location | Should -Match "$port"
            $found.ServerName | Should -Be 'localhost'
            $found.Protocol | Should -Be 'Tls13'
            $found.CipherSuite | Should -Match '^TLS_'
            $found.IsTrusted | Should -BeFalse
            $found.NameMatches | Should -BeFalse
            $found.PathErrors | Should -Not -BeNullOrEmpty
            $found.ConnectTime | Should -BeGreaterThan ([timespan]::Zero)
            Assert-Views $found
        }

        It 'asks for other names, and takes targets from the pipeline and from a file' {
            $found = Find-MachineCertificate "127.0.0.1:$port" -ServerName localhost.corp.test, other.test
            $found.NameMatches | Should -Be $true, $false
            ("127.0.0.1:$port" | Find-MachineCertificate).Subject | Should -Be 'CN=localhost'
            ([pscustomobject]@{ ComputerName = '127.0.0.1'; Port = $port } | Find-MachineCertificate).Subject | Should -Be 'CN=localhost'
            Set-Content "$TestDrive/hosts.txt" '# servers', "127.0.0.1 $port"
            (Find-MachineCertificate -TargetFile "$TestDrive/hosts.txt").Subject | Should -Be 'CN=localhost'
        }

        It 'makes a finding of a silent server and of a closed port' {
            $quiet = Find-MachineCertificate 127.0.0.1 -Port $silent.LocalEndpoint.Port -Timeout 0.3s
            $quiet.Status | Should -Be 'TimedOut'
            $quiet.Detail | Should -Not -BeNullOrEmpty
            (Find-MachineCertificate 127.0.0.1 -Port 1 -Timeout 1s).Status | Should -Be 'Refused'
            Find-MachineCertificate 127.0.0.1-3 -Port 1 -Timeout 1s | Should -BeNullOrEmpty
            Find-MachineCertificate 127.0.0.1-3 -Port 1 -Timeout 1s -IncludeUnreachable | Should -HaveCount 3
        }

        It 'keeps its place' {
            $place = "$TestDrive/scan.place"
            $null = Find-MachineCertificate 127.0.0.1-9 -Port 1 -IncludeUnreachable -Resume $place | Select-Object -First 3
            $place | Should -Exist
            $rest = Find-MachineCertificate 127.0.0.1-9 -Port 1 -IncludeUnreachable -Resume $place
            $rest.Location | Should -Contain '127.0.0.9:1'
            $place | Should -Not -Exist
            Set-Content $place 'another'
            Assert-TestError { Find-MachineCertificate 127.0.0.1 -Port 1 -Resume $place } -Id InvalidFile -Category InvalidData
        }

        It 'keeps its place for one scan at a time' {
            $place = "$TestDrive/held.place"
            $second = Find-MachineCertificate 127.0.0.1-9 -Port 1 -IncludeUnreachable -Resume $place | Select-Object -First 1 | ForEach-Object {
                { Find-MachineCertificate 127.0.0.1-9 -Port 1 -IncludeUnreachable -Resume $place -ErrorAction Stop } | Should -Throw '*used by another process*'
                $_
            }
            $second | Should -HaveCount 1
            (Find-MachineCertificate 127.0.0.1-9 -Port 1 -IncludeUnreachable -Resume $place).Count | Should -BeGreaterOrEqual 8
        }

        It 'says before it begins that it cannot keep its place' {
            { Find-MachineCertificate 127.0.0.1 -Port $port -Resume "$TestDrive/none/scan.place" -OutVariable found -ErrorAction Stop } | Should -Throw
            $found | Should -BeNullOrEmpty
            [IO.File]::WriteAllBytes("$TestDrive/large.place", [byte[]]::new(1MB))
            Assert-TestError { Find-MachineCertificate 127.0.0.1 -Port 1 -Resume "$TestDrive/large.place" } -Id InvalidFile -Category InvalidData
        }

        It 'feeds the inventory' {
            $result = Find-MachineCertificate 127.0.0.1 -Port $port | Import-MachineIdentity -Tag found
            $result.Action | Should -Be 'Added'
            (Find-MachineCertificate 127.0.0.1 -Port $port).KnownAs | Should -Be 'localhost'
        }

        It 'stops at once' {
            Assert-Stops 'Find-MachineCertificate 127.0.0.1 -Port $port -Timeout 60s -Store $store' @{ store = $store; port = $silent.LocalEndpoint.Port }
        }
    }

    It 'reads certificate stores' {
        { Find-MachineCertificate -CertificateStore CurrentUser/My -ErrorAction Stop } | Should -Not -Throw
        (Find-MachineCertificate -CertificateStore LocalMachine/Root | Select-Object -First 1).LocationKind | Should -Be 'CertificateStore'
        Assert-TestError { Find-MachineCertificate -CertificateStore Nowhere } -Id InvalidArgument -Category InvalidArgument
    }

    It 'names what is no target' {
        Assert-TestError { Find-MachineCertificate '10.0.0.0/40' } -Id InvalidArgument -Category InvalidArgument -Target '10.0.0.0/40'
        Assert-TestError { Find-MachineCertificate } -Id InvalidArgument -Category InvalidArgument
    }
}
