Describe 'New-MachineIdentityRotationPlan' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $web, $shop, $folder = Initialize-TestDelivery $TestDrive
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'saves a plan by parameter, by pipeline and by property name, and rotates nothing' {
        $plan = New-MachineIdentityRotationPlan web01, shop01
        $plan.Identities | Should -Be 2
        Assert-Views $plan
        ($web, $shop | New-MachineIdentityRotationPlan).Identities | Should -Be 2
        ([pscustomobject]@{ Name = 'web01' } | New-MachineIdentityRotationPlan).Identities | Should -Be 1
        (Get-MachineIdentity web01).Version | Should -Be $web.Version
    }

    It 'stops' {
        Assert-Stops 'New-MachineIdentityRotationPlan web01 -Store $store' @{ store = $store }
    }

    It 'takes what is due' {
        New-MachineIdentityRotationPlan -Due | Should -BeNullOrEmpty
        New-MachineIdentityRotationPlan web01 -Due | Should -BeNullOrEmpty
    }

    It 'saves nothing with -WhatIf, and says what is missing' {
        Assert-ChangesNothing { New-MachineIdentityRotationPlan web01 -WhatIf }
        Assert-TestError { New-MachineIdentityRotationPlan none } -Id IdentityNotFound -Category ObjectNotFound -Target none
        Assert-TestError { New-MachineIdentityRotationPlan } -Id InvalidArgument -Category InvalidArgument
    }
}
