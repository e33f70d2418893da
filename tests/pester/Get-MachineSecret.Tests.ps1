Describe 'Get-MachineSecret' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $secret = ConvertTo-TestSecret 'hunter2 ÄÖ'
        $db = New-MachineSecret db01 $secret -UserName app
        $null = New-MachineSecret shop-api
        Set-MachineSecret shop-api
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'gives a SecureString and a credential' {
        $found = Get-MachineSecret db01
        $found.Name, $found.UserName, $found.Version, $found.Status | Should -Be 'db01', 'app', 1, 'Active'
        $found.Secret | Should -BeOfType securestring
        $found.Credential.UserName | Should -Be 'app'
        $found.Credential.GetNetworkCredential().Password | Should -BeExactly 'hunter2 ÄÖ'
        (Get-MachineSecret shop-api).Credential | Should -BeNullOrEmpty
        Assert-Views $found
    }

    It 'shows no value' {
        $text = Get-MachineSecret db01 | ForEach-Object { $_ | Format-Table | Out-String; $_ | Format-List | Out-String; "$_"; $_ | ConvertTo-Json -WarningAction Ignore }
        "$text" | Should -Not -Match 'hunter2'
    }

    It 'gives text when asked, and older versions by number' {
        Get-MachineSecret db01 -AsPlainText | Should -BeExactly 'hunter2 ÄÖ'
        Get-MachineSecret shop-api -Version 1 -AsPlainText | Should -Not -Be (Get-MachineSecret shop-api -AsPlainText)
    }

    It 'takes identities from the pipeline and by property name' {
        (Get-MachineIdentity -Kind Secret | Get-MachineSecret).Name | Sort-Object | Should -Be 'db01', 'shop-api'
        ([pscustomobject]@{ Id = $db.Id } | Get-MachineSecret).Name | Should -Be 'db01'
        (Get-MachineSecret *api).Name | Should -Be 'shop-api'
    }

    It 'puts every reading on record, before it is handed out' {
        $before = (Get-MachineIdentityAudit -Act ReadSecret | Measure-Object).Count
        $null = Get-MachineSecret db01, shop-api -AsPlainText | Select-Object -First 1
        $acts = @(Get-MachineIdentityAudit -Act ReadSecret)
        $acts.Count | Should -Be ($before + 2)
        $acts[-1].Detail.form | Should -Be 'plain text'
    }

    It 'lists versions without reading any' {
        Assert-ChangesNothing { Get-MachineSecret shop-api -ListVersion }
        $versions = Get-MachineSecret shop-api -ListVersion
        $versions.Version | Should -Be 2, 1
        $versions.Status | Should -Be 'Active', 'Deactivated'
        $versions.Secret | Where-Object { $_ } | Should -BeNullOrEmpty
    }

    It 'reports what it cannot read, and goes on' {
        $found = Get-MachineSecret none, db01 -ErrorAction SilentlyContinue
        $found.Name | Should -Be 'db01'
        Assert-TestError { Get-MachineSecret none } -Id IdentityNotFound -Category ObjectNotFound -Target none
        Assert-TestError { Get-MachineSecret db01 -Version 9 } -Id VersionNotFound -Category ObjectNotFound -Target db01
    }

    It 'stops' {
        Assert-Stops 'Get-MachineSecret * -Store $store' @{ store = $store }
    }
}
