Describe 'Set-MachineIdentityPolicy' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'changes what is named and leaves the rest' {
        $before = Get-MachineIdentityPolicy Low
        $after = Set-MachineIdentityPolicy Low -MaximumLifetime 90d -DefaultLifetime 30
        $after.MaximumLifetime | Should -Be ([timespan]::FromDays(90))
        $after.DefaultLifetime | Should -Be ([timespan]::FromDays(30))
        $after.RenewalFraction | Should -Be $before.RenewalFraction
        $after.IsBuiltIn | Should -BeFalse
    }

    It 'limits what authorities are asked for, and how long the old version is kept' {
        $after = Set-MachineIdentityPolicy Low -IssueLimit 300 -IssueSpan 3h -IssueSpacing 2s -QuietTime 7d -MaximumLease 90m
        $after.IssueLimit, $after.IssueSpan.TotalHours, $after.IssueSpacing.TotalSeconds, $after.QuietTime.TotalDays, $after.MaximumLease.TotalHours | Should -Be 300, 3, 2, 7, 1.5
        (Set-MachineIdentityPolicy Low -IssueLimit 0).IssueLimit | Should -BeNullOrEmpty
    }

    It 'takes tiers from the pipeline and by property name' {
        Get-MachineIdentityPolicy High | Set-MachineIdentityPolicy -RequiredTag site | ForEach-Object RequiredTags | Should -Be 'site'
        [pscustomobject]@{ Criticality = 'High' } | Set-MachineIdentityPolicy -RequiredTag @() | ForEach-Object RequiredTags | Should -BeNullOrEmpty
    }

    It 'changes nothing with -WhatIf' {
        Assert-ChangesNothing { Set-MachineIdentityPolicy Medium -Jitter 0.1 -WhatIf }
    }

    It 'refuses rules that make no sense, naming the tier' {
        Assert-TestError { Set-MachineIdentityPolicy Medium -RenewalFraction 2 } -Id InvalidPolicy -Category InvalidData -Target Medium
        (Get-TestError { Set-MachineIdentityPolicy Medium -MaximumLifetime soon }).Exception.Message | Should -Match '30d'
    }

    It 'stops' {
        Assert-Stops 'Set-MachineIdentityPolicy Low -Jitter 0.1 -Store $store' @{ store = $store }
    }
}
