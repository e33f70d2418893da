Describe 'Update-MachineToken' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    BeforeEach {
        $name = "agent$(Get-Random)"
        $first = New-MachineToken $name -Scope read -Lifetime 10d
    }

    It 'ends the one before at once' {
        $next = Update-MachineToken $name
        $next.Version, "$($next.Scopes)" | Should -Be 2, 'read'
        ($next | Test-MachineToken -Scope read).IsValid | Should -BeTrue
        ($first | Test-MachineToken -Scope read).Trouble | Should -Be 'Superseded'
    }

    It 'lets the one before go on for a while, until both are revoked' {
        $next = Get-MachineIdentity $name | Update-MachineToken -Overlap 1h
        ($first, $next | Test-MachineToken).IsValid | Should -Be $true, $true
        $null = Revoke-MachineIdentity $name -Confirm:$false
        ($first, $next | Test-MachineToken).Trouble | Should -Be 'Revoked', 'Revoked'
    }

    It 'takes ids by property name, and gives text' {
        $text = [pscustomobject]@{ Id = $first.IdentityId } | Update-MachineToken -AsPlainText
        (Test-MachineToken (ConvertTo-TestSecret $text) -Inspect).Version | Should -Be 2
    }

    It 'changes nothing with -WhatIf, and reports what is no token' {
        Assert-ChangesNothing { Update-MachineToken $name -WhatIf }
        Assert-TestError { Update-MachineToken none } -Id IdentityNotFound -Category ObjectNotFound -Target none
        $null = Revoke-MachineIdentity $name -Confirm:$false
        Assert-TestError { Update-MachineToken $name } -Id WrongState -Category InvalidOperation -Target $name
        Assert-TestError { Update-MachineToken $name -WhatIf } -Id WrongState -Category InvalidOperation -Target $name
    }

    It 'stops' {
        Assert-Stops '$name = "s$(New-Guid)"; $null = New-MachineToken $name -Store $store; Update-MachineToken $name -Store $store' @{ store = $store }
    }
}
