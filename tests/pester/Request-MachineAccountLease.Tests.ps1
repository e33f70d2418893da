BeforeDiscovery {
    Import-Module "$PSScriptRoot/PostgresTest.psm1" -Force
    $canRun = [bool](Find-TestPostgres)
}

Describe 'Request-MachineAccountLease' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $null = New-MachineSecret keeper (ConvertTo-TestSecret 'Keeper-Of-Accounts-1') -UserName mim_keeper
        $null = Register-MachineAccount admin1 PostgreSql db01.corp.test -Administrator keeper -Tag library=admins
        $null = Register-MachineAccount app PostgreSql db01.corp.test -Administrator keeper
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'refuses what cannot be lent' {
        Assert-TestError { Request-MachineAccountLease others INC-1 } -Id IdentityNotFound -Category ObjectNotFound -Target others
        Assert-TestError { Request-MachineAccountLease -Name none -Purpose INC-1 } -Id IdentityNotFound -Category ObjectNotFound -Target none
        Assert-TestError { Request-MachineAccountLease -Name app -Purpose INC-1 } -Id WrongState -Category InvalidOperation -Target app
        Assert-TestError { Request-MachineAccountLease admins INC-1 } -Id WrongState -Category InvalidOperation -Target admin1
        Assert-TestError { 'app' | Request-MachineAccountLease -Purpose INC-1 } -Id WrongState -Category InvalidOperation -Target app
    }

    It 'changes nothing with -WhatIf' {
        Assert-ChangesNothing { Request-MachineAccountLease admins INC-1 -WhatIf }
    }

    It 'completes libraries' {
        $line = 'Request-MachineAccountLease -Library a'
        [Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText | Should -Be 'admins'
    }

    It 'stops' {
        Assert-Stops 'Request-MachineAccountLease admins INC-1 -Store $store -ErrorAction Ignore' @{ store = $store }
    }
}

Describe 'Accounts of a real server that are borrowed' -Skip:(-not $canRun) {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        Import-Module "$PSScriptRoot/PostgresTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $server = Start-TestPostgres
        Invoke-TestSql $server "CREATE ROLE mim_keeper SUPERUSER LOGIN PASSWORD 'Keeper-Of-Accounts-1'"
        $null = New-MachineSecret keeper (ConvertTo-TestSecret 'Keeper-Of-Accounts-1') -UserName mim_keeper
        foreach ($name in 'dba1', 'dba2') {
            Invoke-TestSql $server "CREATE ROLE $name LOGIN PASSWORD 'before-1'"
            $credential = [pscredential]::new($name, (ConvertTo-TestSecret before-1))
            $null = Register-MachineAccount $name PostgreSql 127.0.0.1 -Port $server.Port -Credential $credential -Administrator keeper -Tag library=dba
        }

        function Test-LogIn([pscredential] $Credential) {
            $env:PGPASSWORD = $Credential.GetNetworkCredential().Password
            $psql = Join-Path (Find-TestPostgres) psql
            & $psql --host 127.0.0.1 --port $server.Port --username $Credential.UserName --dbname postgres --no-psqlrc --command 'SELECT 1' 2>&1 | Out-Null
            $env:PGPASSWORD = $null
            $LASTEXITCODE -eq 0
        }
    }

    AfterAll {
        $env:MIM_STORE = $null
        Stop-TestPostgres $server
    }

    It 'lends each account once, and rotates it on return' {
        $first = Request-MachineAccountLease dba -Purpose INC-1 -Lifetime 2h
        $second = [pscustomobject]@{ Library = 'dba' } | Request-MachineAccountLease -Purpose INC-2
        $first.UserName, $second.UserName | Sort-Object | Should -Be 'dba1', 'dba2'
        Assert-TestError { Request-MachineAccountLease dba -Purpose INC-3 } -Id AccountLent -Category ResourceBusy -Target dba
        Test-LogIn $first.Credential | Should -BeTrue
        Assert-Views $first
        $first | Format-List | Out-String | Should -Not -Match ([regex]::Escape($first.Credential.GetNetworkCredential().Password))

        (Invoke-MachineIdentityRotation $first.Name).Outcome | Should -Be 'Skipped'
        ($first | Complete-MachineAccountLease).Outcome | Should -Be 'Completed'
        Test-LogIn $first.Credential | Should -BeFalse
        Test-LogIn $second.Credential | Should -BeTrue
        $third = Request-MachineAccountLease -Name $first.Name -Purpose INC-3
        Test-LogIn $third.Credential | Should -BeTrue
        (Get-MachineAccountLease -All).Count | Should -Be 3
        Test-MachineIdentityStore | Where-Object Passed -EQ $false | Should -BeNullOrEmpty
    }

    It 'tells who has what' {
        $leases = Get-MachineAccountLease
        $leases.Name | Sort-Object | Should -Be 'dba1', 'dba2'
        $leases.State | Should -Be 'Lent', 'Lent'
        $leases | Where-Object Credential | Should -BeNullOrEmpty
        (Get-MachineAccountLease dba1).Name | Should -Be 'dba1'
        (Get-MachineAccount dba2 | Get-MachineAccountLease).Name | Should -Be 'dba2'
        Get-MachineAccountLease -Borrower nobody@* | Should -BeNullOrEmpty
        (Get-MachineAccountLease -State Freed).Count | Should -Be 1
    }

    It 'moves the end of a lease' {
        $lease = Get-MachineAccountLease dba1 | Update-MachineAccountLease -Lifetime 3h
        [math]::Round(($lease.EndsAt - [datetimeoffset]::UtcNow).TotalHours) | Should -Be 3
        Assert-TestError { Update-MachineAccountLease dba1 40d } -Id PolicyViolation -Category PermissionDenied -Target dba1
        Assert-ChangesNothing { Update-MachineAccountLease dba1 1h -WhatIf }
    }

    It 'returns all of them' {
        Assert-ChangesNothing { Complete-MachineAccountLease dba* -WhatIf }
        (Get-MachineAccountLease | Complete-MachineAccountLease).Outcome | Should -Be 'Completed', 'Completed'
        Get-MachineAccountLease | Should -BeNullOrEmpty
    }
}
