Describe 'Receive-MachineSecret' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $null = New-MachineSecret db01 (ConvertTo-TestSecret 'hunter2 ÄÖ') -UserName app
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'gives the secret once, and says who had it' {
        $handOff = New-MachineSecretHandOff db01
        $found = $handOff | Receive-MachineSecret
        $found.Name, $found.UserName, $found.Version | Should -Be 'db01', 'app', 1
        $found.Credential.GetNetworkCredential().Password | Should -BeExactly 'hunter2 ÄÖ'
        Assert-TestError { $handOff | Receive-MachineSecret } -Id HandOffRefused -Category PermissionDenied -Target db01
        (Get-TestError { Receive-MachineSecret $handOff.Token }).Exception.Message | Should -Match 'was received on .* Set-MachineSecret'
        $acts = @(Get-MachineIdentityAudit -Act ReceiveSecret)
        $acts.Outcome | Should -Be 'Succeeded', 'Denied', 'Denied'
        $acts.SubjectId | Select-Object -Unique | Should -Be "$($handOff.HandOffId)"
    }

    It 'takes tokens from the pipeline and by position' {
        $tokens = 1..2 | ForEach-Object { (New-MachineSecretHandOff db01).Token }
        $tokens | Receive-MachineSecret -AsPlainText | Should -Be 'hunter2 ÄÖ', 'hunter2 ÄÖ'
    }

    It 'changes nothing with -WhatIf' {
        $handOff = New-MachineSecretHandOff db01
        Assert-ChangesNothing { $handOff | Receive-MachineSecret -WhatIf }
        $handOff | Receive-MachineSecret -AsPlainText | Should -BeExactly 'hunter2 ÄÖ'
    }

    It 'reports tokens that get nothing, and records them' -ForEach @(
        @{ Text = 'mimh_0123456789' }
        @{ Text = 'x' * 60000 }
        @{ Text = 'mimh_' + 'A' * 42 + '000000' }
    ) {
        $denied = @(Get-MachineIdentityAudit -Act ReceiveSecret | Where-Object Outcome -EQ Denied).Count
        Assert-TestError { Receive-MachineSecret (ConvertTo-TestSecret $Text) } -Id HandOffRefused -Category PermissionDenied
        @(Get-MachineIdentityAudit -Act ReceiveSecret | Where-Object Outcome -EQ Denied).Count | Should -Be ($denied + 1)
    }

    It 'stops' {
        Assert-Stops 'New-MachineSecretHandOff db01 -Store $store | Receive-MachineSecret -Store $store' @{ store = $store }
    }
}
