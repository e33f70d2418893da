Describe 'Get-MachineIdentityPolicy' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'lists the four tiers' {
        Get-MachineIdentityPolicy | ForEach-Object Criticality | Should -Be 'Low', 'Medium', 'High', 'Critical'
    }

    It 'takes tiers by parameter and by property name' {
        Get-MachineIdentityPolicy High, Low | Should -HaveCount 2
        [pscustomobject]@{ Criticality = 'Critical' } | Get-MachineIdentityPolicy | ForEach-Object RequireOwner | Should -BeTrue
    }

    It 'has both views' {
        Assert-Views (Get-MachineIdentityPolicy)
    }

    It 'refuses what is no tier' {
        (Get-TestError { Get-MachineIdentityPolicy Highest }).FullyQualifiedErrorId | Should -Match 'CannotConvertArgument'
    }

    It 'stops' {
        Assert-Stops 'Get-MachineIdentityPolicy -Store $store' @{ store = $store }
    }
}
