# Stores in a real PostgreSQL: how they are named, who is let in, and what is said when they are not there.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/PostgresTest.psm1" -Force
    $missing = -not (Find-TestPostgres)
    if ($missing) { Write-Warning 'PostgreSQL is not installed (or this is Windows): its tests are skipped.' }
}

Describe 'A store in PostgreSQL' -Skip:$missing {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        Import-Module "$PSScriptRoot/PostgresTest.psm1" -Force

        # Key files go to the folder of the machine's store, which the tests must not touch.
        Protect-TestFolder $TestDrive
        $env:MIM_KEY_FILE = "$TestDrive/mim.key"
        $canary = 'canary-database-password-91ae'
        $wrong = 'canary-wrong-password-20cd'
        $server = Start-TestPostgres
        $null = Invoke-TestSql $server "CREATE ROLE keeper LOGIN PASSWORD '$canary'; CREATE DATABASE mim OWNER keeper; CREATE DATABASE bare OWNER keeper"
        $address = "Host=127.0.0.1;Port=$($server.Port);Database=mim"
        $credential = [pscredential]::new('keeper', (ConvertTo-TestSecret $canary))
        $impostor = [pscredential]::new('keeper', (ConvertTo-TestSecret $wrong))
        $made = Initialize-MachineIdentityStore -ConnectionString $address -Credential $credential -KeyFile "$TestDrive/mim.key"
    }

    AfterEach {
        Disconnect-MachineIdentityStore
        $env:MIM_STORE = $env:PGPASSWORD = $env:PGPASSFILE = $null
    }

    AfterAll {
        $env:MIM_KEY_FILE = $null
        if (Test-Path variable:server) { Stop-TestPostgres $server }
    }

    It 'is made with -ConnectionString and -Credential' {
        $made.Engine | Should -Be 'PostgreSQL'
        $made.AuditRecords | Should -Be 1
        $made.Location | Should -Match 'Host=127.0.0.1'
        $made.Location | Should -Not -Match $canary
    }

    It 'is made once' {
        Assert-TestError { Initialize-MachineIdentityStore -ConnectionString $address -Credential $credential } -Id StoreExists -Category ResourceExists
    }

    It 'makes nothing with -WhatIf' {
        $bare = "Host=127.0.0.1;Port=$($server.Port);Database=bare"
        Initialize-MachineIdentityStore -ConnectionString $bare -Credential $credential -WhatIf
        Invoke-TestSql $server "SELECT count(*) FROM pg_namespace WHERE nspname = 'mim'" -Database bare | Should -Be 0
        Assert-TestError { Connect-MachineIdentityStore $bare -Credential $credential } -Id StoreNotFound -Category ObjectNotFound
    }

    It 'serves the session once connected, by either way of writing' {
        $null = Connect-MachineIdentityStore -ConnectionString "postgresql://127.0.0.1:$($server.Port)/mim" -Credential $credential
        New-MachineCertificateAuthority corp | ForEach-Object Name | Should -Be 'corp'
        (New-MachineCertificate web01 -DnsName web01.corp.test).Status | Should -Be 'Active'
        (Get-MachineIdentity web* -Store $address).Name | Should -Be 'web01'
        (Test-MachineIdentityAudit).Intact | Should -BeTrue
    }

    It 'uses the credential of the connection when MIM_STORE names the same store' {
        $env:MIM_STORE = $address
        $null = Connect-MachineIdentityStore -Credential $credential
        (Get-MachineIdentityStore).Id | Should -Be $made.Id
    }

    It 'takes the password from MIM_STORE' {
        $env:MIM_STORE = "postgresql://keeper:$canary@127.0.0.1:$($server.Port)/mim"
        (Get-MachineIdentityStore).Id | Should -Be $made.Id
        (Get-MachineIdentityStore).Location | Should -Not -Match $canary
    }

    It 'takes the password from PGPASSWORD' {
        $env:PGPASSWORD = $canary
        (Get-MachineIdentityStore -Store "$address;Username=keeper").Id | Should -Be $made.Id
    }

    It 'takes the password from a pgpass file' {
        Set-Content "$TestDrive/pgpass" "127.0.0.1:$($server.Port):mim:keeper:$canary"
        [IO.File]::SetUnixFileMode("$TestDrive/pgpass", 'UserRead, UserWrite')
        $env:PGPASSFILE = "$TestDrive/pgpass"
        (Get-MachineIdentityStore -Store "$address;Username=keeper").Id | Should -Be $made.Id
    }

    It 'refuses a password on the command line: <_>' -ForEach '-Store', '-ConnectionString', 'Initialize' {
        $told = "$address;Username=keeper;Password=$canary"
        $way = $_
        $run = {
            switch ($way) {
                '-Store' { Get-MachineIdentity -Store $told }
                '-ConnectionString' { Connect-MachineIdentityStore -ConnectionString $told }
                'Initialize' { Initialize-MachineIdentityStore -ConnectionString $told }
            }
        }
        Assert-TestError $run -Id InvalidArgument -Category InvalidArgument
        $found = Get-TestError $run
        $found.Exception.Message | Should -Match '-Credential.*PGPASSFILE.*PGPASSWORD'
        "$($found.Exception) $($found.TargetObject)" | Should -Not -Match $canary
    }

    It 'refuses less than full verification of another machine' {
        Assert-TestError { Connect-MachineIdentityStore 'Host=db.corp.test;Database=mim;SSL Mode=Require' } -Id InvalidArgument -Category InvalidArgument -Target db.corp.test
    }

    It 'refuses a credential for a file' {
        Assert-TestError { Connect-MachineIdentityStore "$TestDrive/inventory.db" -Credential $credential } -Id InvalidArgument -Category InvalidArgument
    }

    It 'reports a wrong password' {
        Assert-TestError { Connect-MachineIdentityStore $address -Credential $impostor } -Id WrongPassword -Category AuthenticationError
    }

    It 'keeps the last connection when a new one fails' {
        $null = Connect-MachineIdentityStore $address -Credential $credential
        $null = Get-TestError { Connect-MachineIdentityStore $address -Credential $impostor }
        (Get-MachineIdentityStore).Id | Should -Be $made.Id
    }

    It 'reports a database that is not there' {
        $none = "Host=127.0.0.1;Port=$($server.Port);Database=none"
        Assert-TestError { Connect-MachineIdentityStore $none -Credential $credential } -Id StoreNotFound -Category ObjectNotFound
    }

    It 'reports a server that is down, and works again with it' {
        $null = Connect-MachineIdentityStore $address -Credential $credential
        Suspend-TestPostgres $server
        try { Assert-TestError { Get-MachineIdentity } -Id StoreUnusable -Category ResourceUnavailable }
        finally { Resume-TestPostgres $server }
        (Get-MachineIdentityStore).Id | Should -Be $made.Id
    }

    It 'stops' {
        Assert-Stops 'Get-MachineIdentity -Store $store' @{ store = "Host=127.0.0.1;Port=$($server.Port);Database=mim;Username=mim" }
    }

    It 'shows no password in any stream, transcript, audit or error' {
        $transcript = Join-Path $TestDrive 'transcript.txt'
        $null = Start-Transcript $transcript
        $shown = . {
            $VerbosePreference = $DebugPreference = 'Continue'
            try { Connect-MachineIdentityStore $address -Credential $impostor } catch { $_ }
            Connect-MachineIdentityStore $address -Credential $credential
            Get-MachineIdentityStore
            Get-MachineIdentityStoreRecipient
            Set-MachineIdentity web01 -Owner ops@corp.test
            Get-MachineIdentityAudit
            Test-MachineIdentityStore
            $env:MIM_STORE = "postgresql://keeper:$wrong@127.0.0.1:$($server.Port)/mim"
            Disconnect-MachineIdentityStore
            try { Get-MachineIdentityStore } catch { $_ }
            $env:MIM_STORE = "postgresql://keeper:$canary@127.0.0.1:$($server.Port)/mim"
            Get-MachineIdentityStore
            $Error | Select-Object -First 5 | ForEach-Object { "$_ $($_.Exception) $($_.TargetObject)" }
        } *>&1
        $VerbosePreference = $DebugPreference = 'SilentlyContinue'
        $null = Stop-Transcript
        $all = ($shown | Format-List * -Force | Out-String -Width 500) + (Get-Content $transcript -Raw)
        $all | Should -Match 'SetIdentity'
        $all | Should -Not -Match $canary
        $all | Should -Not -Match $wrong
    }
}
