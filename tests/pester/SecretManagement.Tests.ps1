BeforeDiscovery {
    # The module of Microsoft itself, where it is installed.
    $isMissing = -not (Get-Module Microsoft.PowerShell.SecretManagement -ListAvailable)
    if ($isMissing) {
        Write-Warning 'Microsoft.PowerShell.SecretManagement is not installed: nothing is tested with it.'
    }
}

Describe 'The vault of SecretManagement' -Skip:$isMissing {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force

        # The registry of vaults lies in the profile of the user, who has vaults of his own. It is read when the module is loaded.
        $home_ = $env:HOME, $env:LOCALAPPDATA, $env:XDG_DATA_HOME
        $env:HOME = $env:LOCALAPPDATA = $env:XDG_DATA_HOME = (New-Item -ItemType Directory "$TestDrive/home").FullName
        Import-Module Microsoft.PowerShell.SecretManagement -Force
        $store = Initialize-TestStore $TestDrive
        $env:MIM_STORE = $null
        Register-SecretVault -Name Mim -ModuleName (Split-Path (Get-TestManifest)) -VaultParameters @{ Store = $store } -DefaultVault
    }

    AfterAll {
        Unregister-SecretVault Mim
        Remove-Module Microsoft.PowerShell.SecretManagement
        $env:HOME, $env:LOCALAPPDATA, $env:XDG_DATA_HOME = $home_
        $env:MIM_STORE = $null
    }

    It 'is sound' {
        Test-SecretVault Mim | Should -BeTrue
    }

    It 'keeps text as a SecureString and as text' {
        Set-Secret text 'hunter2 ÄÖ'
        Get-Secret text -AsPlainText | Should -BeExactly 'hunter2 ÄÖ'
        Set-Secret secure (ConvertTo-TestSecret 'hunter2 ÄÖ')
        Get-Secret secure | Should -BeOfType securestring
        Get-Secret secure -AsPlainText | Should -BeExactly 'hunter2 ÄÖ'
        (Get-SecretInfo text).Type, (Get-SecretInfo secure).Type | Should -Be 'String', 'SecureString'
    }

    It 'keeps octets' -ForEach @(@{ Octets = [byte[]] (0..255) }, @{ Octets = [byte[]] @(7) }) {
        Set-Secret octets $Octets
        $found = Get-Secret octets
        , $found | Should -BeOfType byte[]
        [Convert]::ToHexString($found) | Should -Be ([Convert]::ToHexString($Octets))
        (Get-SecretInfo octets).Type | Should -Be 'ByteArray'
    }

    It 'keeps credentials' {
        Set-Secret login ([pscredential]::new('app', (ConvertTo-TestSecret 'hunter2 ÄÖ')))
        $found = Get-Secret login
        $found.UserName, $found.GetNetworkCredential().Password | Should -BeExactly 'app', 'hunter2 ÄÖ'
        (Get-SecretInfo login).Type | Should -Be 'PSCredential'
    }

    It 'keeps tables' {
        Set-Secret table @{
            text = '2026-01-02T03:04:05Z'
            secure = ConvertTo-TestSecret 'x'
            login = [pscredential]::new('app', (ConvertTo-TestSecret 'y'))
            octets = [byte[]] (1, 2, 3)
        }
        $found = Get-Secret table
        ConvertFrom-SecureString $found.text -AsPlainText | Should -BeExactly '2026-01-02T03:04:05Z'
        (Get-Secret table -AsPlainText).text | Should -BeExactly '2026-01-02T03:04:05Z'
        ConvertFrom-SecureString $found.secure -AsPlainText | Should -BeExactly 'x'
        $found.login.UserName, $found.login.GetNetworkCredential().Password | Should -BeExactly 'app', 'y'
        "$($found.octets)" | Should -Be '1 2 3'
        (Get-SecretInfo table).Type | Should -Be 'Hashtable'
    }

    It 'gains versions, expiry and evidence, and shows what the store has' {
        $null = New-MachineSecret db01 (ConvertTo-TestSecret first) -UserName app -Lifetime 30d -Store $store
        (Get-Secret db01).UserName | Should -Be 'app'
        Set-Secret db01 ([pscredential]::new('app', (ConvertTo-TestSecret second)))
        (Get-Secret db01).GetNetworkCredential().Password | Should -BeExactly 'second'
        Get-MachineSecret db01 -Version 1 -AsPlainText -Store $store | Should -BeExactly 'first'
        (Get-SecretInfo db01).Metadata.Version | Should -Be 2
        (Get-SecretInfo db01).Metadata.NotAfter | Should -BeOfType datetime
        @(Get-MachineIdentityAudit -Act ReadSecret -Store $store | Where-Object SubjectName -EQ db01).Count | Should -BeGreaterOrEqual 3

        $null = New-MachineSecret made -Length 40 -Store $store
        $before = Get-Secret made -AsPlainText
        (Invoke-MachineIdentityRotation made -Store $store).Outcome | Should -Be 'Completed'
        Get-Secret made -AsPlainText | Should -Not -Be $before
    }

    It 'takes and gives metadata' {
        Set-Secret noted 'x' -Metadata @{ Owner = 'ops@corp.test'; Lifetime = '10d'; team = 'shop' }
        $facts = (Get-SecretInfo noted).Metadata
        $facts.Owner, $facts.team | Should -Be 'ops@corp.test', 'shop'
        [Math]::Round(($facts.NotAfter - $facts.NotBefore).TotalDays) | Should -Be 10
        Set-SecretInfo noted -Metadata @{ Purpose = 'tests'; team = 'web' }
        $facts = (Get-SecretInfo noted).Metadata
        $facts.Purpose, $facts.Owner, $facts.team | Should -Be 'tests', 'ops@corp.test', 'web'
    }

    It 'changes what a secret is' {
        Set-Secret changing 'text'
        Set-Secret changing ([byte[]] (1, 2))
        "$(Get-Secret changing)" | Should -Be '1 2'
        (Get-SecretInfo changing).Type | Should -Be 'ByteArray'
    }

    It 'deletes so that it can be brought back, and takes the name again' {
        Set-Secret gone 'x'
        Remove-Secret gone -Vault Mim
        Get-Secret gone -ErrorAction Ignore | Should -BeNullOrEmpty
        Get-SecretInfo gone | Should -BeNullOrEmpty
        Restore-MachineSecret gone -Store $store
        Get-Secret gone -AsPlainText | Should -BeExactly 'x'
        Remove-Secret gone -Vault Mim
        Set-Secret gone 'y'
        Get-Secret gone -AsPlainText | Should -BeExactly 'y'
    }

    It 'lists by wildcards, and takes names literally' {
        Set-Secret 'list[1]' 'one'
        Set-Secret list1 'other'
        Get-Secret 'list[1]' -AsPlainText | Should -BeExactly 'one'
        (Get-SecretInfo list*).Name | Sort-Object | Should -Be 'list[1]', 'list1'
        (Get-TestError { Get-Secret nobody }).CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }

    It 'tells what it does not know' {
        Register-SecretVault -Name Wrong -ModuleName (Split-Path (Get-TestManifest)) -VaultParameters @{ Path = $store }
        "$((Get-TestError { Get-Secret x -Vault Wrong }).Exception.InnerException.Message)" | Should -Match "no parameter 'Path'"
        Unregister-SecretVault Wrong
    }
}
