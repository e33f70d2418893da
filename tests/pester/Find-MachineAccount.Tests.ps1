BeforeDiscovery {
    Import-Module "$PSScriptRoot/PostgresTest.psm1" -Force
    $canRun = [bool](Find-TestPostgres)
}

Describe 'Find-MachineAccount' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $report = "$TestDrive/report.csv"
        Set-Content $report @'
user,arn,user_creation_time,password_enabled,password_last_used,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date
deploy,arn:aws:iam::123456789012:user/deploy,2021-05-05T10:00:00+00:00,false,N/A,true,2021-05-05T10:00:00+00:00,2021-06-05T10:00:00+00:00
ann,arn:aws:iam::123456789012:user/ann,2021-05-05T10:00:00+00:00,true,2021-05-06T10:00:00+00:00,false,N/A,N/A
'@
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'says what is in an export and what is wrong with it' {
        $found = Find-MachineAccount -Path "$TestDrive/*.csv"
        $found.Account | Should -Be 'user/deploy'
        $found.Kind | Should -Be 'CloudIdentity'
        $found.Severity | Should -Be 'Medium'
        $found.Health.Rule | Should -Be 'AccountUnused', 'KeyStale', 'KeyUnused'
        Assert-Views $found
        (Find-MachineAccount -LiteralPath $report -StaleAfter 20000 -UnusedAfter 20000d).Health | Should -BeNullOrEmpty
        (Find-MachineAccount -LiteralPath $report -IncludePeople).Count | Should -Be 2
    }

    It 'takes files from the pipeline' {
        (Get-Item $report | Find-MachineAccount).Account | Should -Be 'user/deploy'
        ([pscustomobject]@{ Path = $report } | Find-MachineAccount).Account | Should -Be 'user/deploy'
    }

    It 'feeds the inventory with evidence, again and again' {
        $first = Find-MachineAccount -Path $report | Import-MachineIdentity
        $first.Action | Should -Be 'Added'
        $first.Identity.Name | Should -Be 'deploy@123456789012'
        $null = Set-MachineIdentity deploy@123456789012 -Owner ops@corp.test
        $second = Find-MachineAccount -Path $report | Import-MachineIdentity
        $second.Action | Should -Be 'Unchanged'
        $second.Identity.Owner | Should -Be 'ops@corp.test'
        (Find-MachineAccount -Path $report).KnownAs | Should -Be 'deploy@123456789012'
        (Get-MachineIdentityLocation deploy@123456789012).Location | Should -Be 'Aws 123456789012 user/deploy'
    }

    It 'changes nothing by itself' {
        Assert-ChangesNothing { $null = Find-MachineAccount -Path $report }
    }

    It 'names what it cannot read' {
        Set-Content "$TestDrive/broken.json" '[ {"appId": "1"}, oops ]'
        Assert-TestError { Find-MachineAccount -LiteralPath "$TestDrive/broken.json" } -Id InvalidFile -Category InvalidData -Target "$TestDrive/broken.json"
        Assert-TestError { Find-MachineAccount PostgreSql 127.0.0.1 -Port 1 } -Id InstallFailed -Category InvalidOperation -Target 127.0.0.1
        Assert-TestError { Find-MachineAccount PostgreSql db01.invalid -Port 0 } -Id InvalidArgument -Category InvalidArgument -Target db01.invalid
    }

    It 'goes through this machine' -Skip:(-not $IsLinux) {
        $root = Find-MachineAccount | Where-Object Account -EQ root
        $root.Identifier | Should -Be '0'
        $root.Source | Should -Be 'Linux'
    }

    It 'lets its caller go on after the first' {
        & { $null = Find-MachineAccount -Path $report -IncludePeople | Select-Object -First 1; 'went on' } | Should -Be 'went on'
    }

    It 'stops' {
        $silent = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $silent.Start()
        try {
            Assert-Stops 'Find-MachineAccount PostgreSql 127.0.0.1 -Port $port -Timeout 60s -Store $store' @{
                store = $store; port = $silent.LocalEndpoint.Port
            }
        }
        finally {
            $silent.Stop()
        }
    }

    Context 'on a server' -Skip:(-not $canRun) {
        BeforeAll {
            Import-Module "$PSScriptRoot/PostgresTest.psm1" -Force
            $server = Start-TestPostgres
            Invoke-TestSql $server "CREATE ROLE app LOGIN PASSWORD 'app-Password-1' VALID UNTIL '2020-01-01'; COMMENT ON ROLE app IS 'writes orders'"
            $reader = [pscredential]::new('app', (ConvertTo-TestSecret 'app-Password-1'))
        }

        AfterAll {
            Stop-TestPostgres $server
        }

        It 'lists the roles that log in' {
            $found = Find-MachineAccount PostgreSql $server.Folder -Port $server.Port -Credential $reader
            $found.Account | Should -Be 'mim', 'app'
            $found[1].Health.Rule | Should -Be 'PasswordExpired'
            $place = [pscustomobject]@{ System = 'PostgreSql'; Server = $server.Folder; Port = $server.Port; Credential = $reader }
            ($place | Find-MachineAccount).Account | Should -Be 'mim', 'app'
        }

        It 'knows what is gone' {
            $place = @{ System = 'PostgreSql'; Server = $server.Folder; Port = $server.Port; Credential = [pscredential]::new('mim', (ConvertTo-TestSecret none)) }
            $imported = Find-MachineAccount @place | Import-MachineIdentity
            $imported[1].Identity.Purpose | Should -Be 'writes orders'
            Invoke-TestSql $server 'DROP ROLE app'
            $gone = Find-MachineAccount @place | Where-Object Status -EQ Gone
            $gone.KnownAs | Should -Be $imported[1].Identity.Name
            ($gone | Import-MachineIdentity).Action | Should -Be 'Gone'
        }

        It 'says who is not let in' {
            $wrong = [pscredential]::new('mim', (ConvertTo-TestSecret 'wrong'))
            Assert-TestError { Find-MachineAccount PostgreSql 127.0.0.1 -Port $server.Port -Credential ([pscredential]::new('nobody', $wrong.Password)) } `
                -Id AccessDenied -Category PermissionDenied -Target nobody
        }
    }
}
