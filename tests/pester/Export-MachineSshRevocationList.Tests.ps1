Describe 'Export-MachineSshRevocationList' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        Assert-TestError { Export-MachineSshRevocationList "$TestDrive/none" } -Id VersionNotFound -Category ObjectNotFound
        $first = Publish-MachineSshRevocationList -Comment first
        $second = Publish-MachineSshRevocationList -Comment second
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'writes the newest, or one by its number' {
        (Export-MachineSshRevocationList "$TestDrive/new").FullName | Should -Be "$TestDrive/new"
        [IO.File]::ReadAllBytes("$TestDrive/new") | Should -Be $second.Krl
        $null = Export-MachineSshRevocationList "$TestDrive/old" -Number 1
        [IO.File]::ReadAllBytes("$TestDrive/old") | Should -Be $first.Krl
    }

    It 'takes lists from the pipeline' {
        $null = $first | Export-MachineSshRevocationList "$TestDrive/piped"
        [IO.File]::ReadAllBytes("$TestDrive/piped") | Should -Be $first.Krl
    }

    It 'writes nothing with -WhatIf' {
        Export-MachineSshRevocationList "$TestDrive/whatif" -WhatIf
        "$TestDrive/whatif" | Should -Not -Exist
    }

    It 'reports what is not there and what is in the way' {
        Assert-TestError { Export-MachineSshRevocationList "$TestDrive/x" -Number 99 } -Id VersionNotFound -Category ObjectNotFound
        $null = Export-MachineSshRevocationList "$TestDrive/once"
        Assert-TestError { Export-MachineSshRevocationList "$TestDrive/once" } -Id FileExists -Category ResourceExists
        { Export-MachineSshRevocationList "$TestDrive/once" -Force -ErrorAction Stop } | Should -Not -Throw
    }

    It 'stops' {
        Assert-Stops 'Export-MachineSshRevocationList "$folder/stop" -Force -Store $store' @{ store = $store; folder = "$TestDrive" }
    }
}
