Describe 'New-MachineSecretHandOff' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $db = New-MachineSecret db01 (ConvertTo-TestSecret 'hunter2 ÄÖ') -UserName app
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'gives a token that shows nowhere' {
        $handOff = New-MachineSecretHandOff db01 -Lifetime 15m
        $handOff.Token | Should -BeOfType securestring
        ($handOff.ExpiresAt - $handOff.CreatedAt).TotalMinutes | Should -Be 15
        $token = ConvertFrom-SecureString $handOff.Token -AsPlainText
        $token | Should -MatchExactly '^mimh_[0-9A-Za-z]{48}$'
        Assert-Views $handOff
        "$($handOff | Format-List | Out-String)$($handOff | ConvertTo-Json)" | Should -Not -Match $token
        "$(Get-MachineIdentityAudit | ConvertTo-Json -Depth 5)" | Should -Not -Match $token
        [IO.File]::ReadAllText($store, [Text.Encoding]::Latin1) | Should -Not -Match $token
    }

    It 'takes identities from the pipeline and by property name, and older versions' {
        $null = New-MachineSecret old (ConvertTo-TestSecret first)
        Set-MachineSecret old (ConvertTo-TestSecret second)
        Get-MachineIdentity old | New-MachineSecretHandOff -Version 1 | Receive-MachineSecret -AsPlainText | Should -BeExactly 'first'
        $token = [pscustomobject]@{ Id = $db.Id } | New-MachineSecretHandOff -AsPlainText
        Receive-MachineSecret (ConvertTo-TestSecret $token) -AsPlainText | Should -BeExactly 'hunter2 ÄÖ'
    }

    It 'is found by the scan that looks for lost tokens' {
        $token = New-MachineSecretHandOff db01 -AsPlainText
        ("export TOKEN=$token" | Find-MachineSecret).Rule | Should -Be 'mim-hand-off'
    }

    It 'changes nothing with -WhatIf, and refuses what the real thing would' {
        Assert-ChangesNothing { New-MachineSecretHandOff db01 -WhatIf }
        Assert-TestError { New-MachineSecretHandOff db01 -Lifetime 31d -WhatIf } -Id InvalidArgument -Category InvalidArgument -Target db01
    }

    It 'reports what cannot be handed off' {
        Assert-TestError { New-MachineSecretHandOff none } -Id IdentityNotFound -Category ObjectNotFound -Target none
        Assert-TestError { New-MachineSecretHandOff db01 -Version 9 } -Id VersionNotFound -Category ObjectNotFound -Target db01
        Assert-TestError { New-MachineSecretHandOff db01 -Lifetime 31d } -Id InvalidArgument -Category InvalidArgument -Target db01
    }

    It 'stops' {
        Assert-Stops 'New-MachineSecretHandOff db01 -Store $store' @{ store = $store }
    }
}
