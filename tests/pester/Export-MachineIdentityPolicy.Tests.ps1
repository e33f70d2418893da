Describe 'Export-MachineIdentityPolicy' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'writes all tiers as JSON' {
        $file = Export-MachineIdentityPolicy "$TestDrive/policies.json"
        $file | Should -BeOfType ([IO.FileInfo])
        Get-Content $file -Raw | ConvertFrom-Json | Should -HaveCount 4
    }

    It 'overwrites only with -Force' {
        $null = Export-MachineIdentityPolicy "$TestDrive/again.json"
        Assert-TestError { Export-MachineIdentityPolicy "$TestDrive/again.json" } -Id FileExists -Category ResourceExists
        (Export-MachineIdentityPolicy "$TestDrive/again.json" -Force).Name | Should -Be 'again.json'
    }

    It 'writes nothing with -WhatIf' {
        Export-MachineIdentityPolicy "$TestDrive/whatif.json" -WhatIf
        "$TestDrive/whatif.json" | Should -Not -Exist
    }

    It 'reports a folder that is not there' {
        Assert-TestError { Export-MachineIdentityPolicy "$TestDrive/none/policies.json" } -Id PathNotFound -Category ObjectNotFound
    }

    It 'stops' {
        Assert-Stops 'Export-MachineIdentityPolicy "$folder/stop.json" -Force -Store $store' @{ folder = "$TestDrive"; store = $store }
    }
}
