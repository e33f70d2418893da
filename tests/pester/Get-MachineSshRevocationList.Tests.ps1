Describe 'Get-MachineSshRevocationList' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        'a', 'b', 'c' | ForEach-Object { $null = Publish-MachineSshRevocationList -Comment $_ }
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'lists newest first' {
        (Get-MachineSshRevocationList).Comment | Should -Be 'c', 'b', 'a'
        Assert-Views (Get-MachineSshRevocationList)
    }

    It 'gives pages' {
        (Get-MachineSshRevocationList -First 1).Number | Should -Be 3
        (Get-MachineSshRevocationList -First 1 -Skip 1).Number | Should -Be 2
    }

    It 'stops' {
        Assert-Stops 'Get-MachineSshRevocationList -Store $store' @{ store = $store }
    }
}
