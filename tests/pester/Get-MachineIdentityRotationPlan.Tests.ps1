Describe 'Get-MachineIdentityRotationPlan' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $web, $shop, $folder = Initialize-TestDelivery $TestDrive
        $null = Add-MachineIdentityTarget web01 "$folder/web01.pem" -KeyPath "$folder/web01.key"
        $first = New-MachineIdentityRotationPlan web01
        $second = New-MachineIdentityRotationPlan web01, shop01
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'lists newest first, a page of them, and by id' {
        (Get-MachineIdentityRotationPlan).Id | Should -Be $second.Id, $first.Id
        (Get-MachineIdentityRotationPlan -First 1).Id | Should -Be $second.Id
        (Get-MachineIdentityRotationPlan -Skip 1).Id | Should -Be $first.Id
        (Get-MachineIdentityRotationPlan $first.Id).Identities | Should -Be 1
        Assert-Views (Get-MachineIdentityRotationPlan)
    }

    It 'takes ids and plans from the pipeline, and by property name' {
        ($first.Id | Get-MachineIdentityRotationPlan).Id | Should -Be $first.Id
        ($first, $second | Get-MachineIdentityRotationPlan).Id | Should -Be $first.Id, $second.Id
        ([pscustomobject]@{ Id = $second.Id } | Get-MachineIdentityRotationPlan).Identities | Should -Be 2
    }

    It 'says what a plan does' {
        $items = (Get-MachineIdentityRotationPlan $second.Id -Items).Items
        $items.Identity | Sort-Object | Should -Be 'shop01', 'web01'
        ($items | Where-Object Identity -EQ web01).Steps.Description -join "`n" | Should -BeLike "*$folder/web01.pem*"
        Get-MachineIdentityRotationPlan $second.Id -Items | Format-List | Out-String | Should -BeLike '*web01*Install*'
    }

    It 'tells applied plans from others' {
        $plan = New-MachineIdentityRotationPlan shop01
        (Get-MachineIdentityRotationPlan -Unapplied).Id | Should -Contain $plan.Id
        (Invoke-MachineIdentityRotation -Plan $plan.Id).Outcome | Should -Be 'Completed'
        (Get-MachineIdentityRotationPlan -Unapplied).Id | Should -Not -Contain $plan.Id
        (Get-MachineIdentityRotationPlan $plan.Id).Begun | Should -Be 1
    }

    It 'completes ids' {
        (TabExpansion2 'Get-MachineIdentityRotationPlan -Id ').CompletionMatches.CompletionText | Should -Contain "$($first.Id)"
        (TabExpansion2 'Invoke-MachineIdentityRotation -Plan ').CompletionMatches.CompletionText | Should -Contain "$($first.Id)"
    }

    It 'reports what is not there' {
        $unknown = [guid]::NewGuid()
        Assert-TestError { Get-MachineIdentityRotationPlan $unknown } -Id PlanNotFound -Category ObjectNotFound -Target $unknown
    }

    It 'stops' {
        Assert-Stops 'Get-MachineIdentityRotationPlan -Store $store' @{ store = $store }
    }
}
