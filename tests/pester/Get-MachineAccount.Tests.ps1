Describe 'Get-MachineAccount' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $null = New-MachineSecret keeper (ConvertTo-TestSecret 'Keeper-Of-Accounts-1') -UserName mim_keeper
        $shop = Register-MachineAccount shop-db PostgreSql db01.corp.test -Account shop -Administrator keeper -Owner ops@corp.test -Tag site=north
        $null = Register-MachineAccount queue PostgreSql db02.corp.test -Account queue_a, queue_b -Administrator keeper -Hold 2h
        $null = Register-MachineAccount wiki Redis -Account wiki -Administrator keeper
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'tells what was registered' {
        $account = Get-MachineAccount shop-db
        $account.IdentityId, $account.System, $account.Server, $account.Port | Should -Be $shop.Id, 'PostgreSql', 'db01.corp.test', 5432
        $account.Account, $account.Strategy, $account.Administrator, $account.Owner | Should -Be 'shop', 'InPlace', 'keeper', 'ops@corp.test'
        (Get-MachineAccount queue).Accounts | Should -Be 'queue_a', 'queue_b'
        (Get-MachineAccount queue).Hold.TotalHours | Should -Be 2
        Assert-Views (Get-MachineAccount)
        Get-MachineAccount | ConvertTo-Json -Depth 5 | Should -Not -Match 'Keeper-Of'
    }

    It 'filters' {
        (Get-MachineAccount).Count | Should -Be 3
        (Get-MachineAccount -System Redis).Name | Should -Be 'wiki'
        (Get-MachineAccount -Server DB0*).Name | Should -Be 'queue', 'shop-db'
        (Get-MachineAccount -Account *_b).Name | Should -Be 'queue'
        (Get-MachineAccount -Strategy Pair).Name | Should -Be 'queue'
        (Get-MachineAccount -Owner ops*).Name | Should -Be 'shop-db'
        (Get-MachineAccount -Tag site=north).Name | Should -Be 'shop-db'
        Get-MachineAccount -Due | Should -BeNullOrEmpty
        Get-MachineAccount s* -System Redis | Should -BeNullOrEmpty
    }

    It 'takes names, ids and identities from the pipeline, and goes into other cmdlets' {
        ('wiki' | Get-MachineAccount).Name | Should -Be 'wiki'
        ($shop | Get-MachineAccount).Name | Should -Be 'shop-db'
        ([pscustomobject]@{ Id = $shop.Id } | Get-MachineAccount).Name | Should -Be 'shop-db'
        (Get-MachineAccount queue | Get-MachineIdentity).Kind | Should -Be 'ServiceAccount'
        (Get-MachineAccount queue | Get-MachineIdentityTarget).Kind | Should -Be 'Account'
    }

    It 'leaves out what is not rotated here, and reports what is not there' {
        Get-MachineAccount keepe* | Should -BeNullOrEmpty
        Assert-TestError { Get-MachineAccount none } -Id IdentityNotFound -Category ObjectNotFound -Target none
    }

    It 'completes servers' {
        $line = 'Get-MachineAccount -Server db'
        [Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText |
            Should -Be 'db01.corp.test', 'db02.corp.test'
    }

    It 'changes nothing' {
        Assert-ChangesNothing { Get-MachineAccount }
    }

    It 'stops' {
        Assert-Stops 'Get-MachineAccount -Store $store' @{ store = $store }
    }
}
