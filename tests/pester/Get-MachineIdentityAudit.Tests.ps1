Describe 'Get-MachineIdentityAudit' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $web = (Import-MachineIdentity -Name web01 -Owner ops@corp.test)[0].Identity
        Set-MachineIdentity web01 -Purpose shop
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'streams the acts in order' {
        $records = Get-MachineIdentityAudit
        $records[0].Sequence | Should -Be 1
        $records[0].Act | Should -Be 'InitializeStore'
        $records[-1].PreviousHash | Should -Be $records[-2].Hash
    }

    It 'filters by act, name and outcome' {
        Get-MachineIdentityAudit web* -Act Set* -Outcome Succeeded | ForEach-Object Act | Should -Be 'SetIdentity'
        Get-MachineIdentityAudit -Actor nobody-at-all | Should -BeNullOrEmpty
    }

    It 'pages' {
        (Get-MachineIdentityAudit -Descending -First 1).Act | Should -Be 'SetIdentity'
        (Get-MachineIdentityAudit -First 1 -Skip 1).Sequence | Should -Be 2
    }

    It 'filters by time' {
        Get-MachineIdentityAudit -After (Get-Date).AddHours(1) | Should -BeNullOrEmpty
        Get-MachineIdentityAudit -Before (Get-Date).AddHours(1) | Should -Not -BeNullOrEmpty
    }

    It 'follows an identity from the pipeline and by property name' {
        Get-MachineIdentity web01 | Get-MachineIdentityAudit | Should -HaveCount 2
        [pscustomobject]@{ Id = $web.Id } | Get-MachineIdentityAudit | Should -HaveCount 2
    }

    It 'names who acted' {
        $record = Get-MachineIdentityAudit -First 1
        $record.Actor | Should -Match ([regex]::Escape([Environment]::UserName))
        $record.Host | Should -Be ([Environment]::MachineName)
    }

    It 'has both views' {
        Assert-Views (Get-MachineIdentityAudit)
    }

    It 'reports a store that is not there' {
        Assert-TestError { Get-MachineIdentityAudit -Store "$TestDrive/none.db" } -Id StoreNotFound -Category ObjectNotFound
    }

    It 'stops' {
        Assert-Stops 'Get-MachineIdentityAudit -Store $store' @{ store = $store }
    }
}
