Describe 'Remove-MachineIdentityPolicy' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
    }

    BeforeEach {
        $null = Set-MachineIdentityPolicy Low -Jitter 0.2
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'brings the built-in policy back' {
        Remove-MachineIdentityPolicy Low -Confirm:$false | Should -BeNullOrEmpty
        (Get-MachineIdentityPolicy Low).IsBuiltIn | Should -BeTrue
    }

    It 'takes policies from the pipeline and by property name' {
        Get-MachineIdentityPolicy Low | Remove-MachineIdentityPolicy -Confirm:$false
        [pscustomobject]@{ Criticality = 'Low' } | Remove-MachineIdentityPolicy -Confirm:$false
        (Get-MachineIdentityPolicy Low).IsBuiltIn | Should -BeTrue
    }

    It 'changes nothing with -WhatIf' {
        Assert-ChangesNothing { Remove-MachineIdentityPolicy Low -WhatIf }
        (Get-MachineIdentityPolicy Low).IsBuiltIn | Should -BeFalse
    }

    It 'refuses what is no tier' {
        (Get-TestError { Remove-MachineIdentityPolicy Highest }).FullyQualifiedErrorId | Should -Match 'CannotConvertArgument'
    }

    It 'stops' {
        Assert-Stops 'Remove-MachineIdentityPolicy Low -Store $store' @{ store = $store }
    }
}
