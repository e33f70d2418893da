Describe 'Get-MachineIdentityStoreRecipient' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $null = Add-MachineIdentityStoreRecipient second -KeyFile "$TestDrive/second.key"
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'lists who can open the store' {
        Get-MachineIdentityStoreRecipient | Should -HaveCount 2
    }

    It 'takes wildcards' {
        Get-MachineIdentityStoreRecipient sec* | ForEach-Object Label | Should -Be 'second'
        Get-MachineIdentityStoreRecipient none* | Should -BeNullOrEmpty
    }

    It 'completes labels' {
        (TabExpansion2 "Get-MachineIdentityStoreRecipient -Store '$store' -Label sec").CompletionMatches.CompletionText | Should -Contain 'second'
    }

    It 'has both views' {
        Assert-Views (Get-MachineIdentityStoreRecipient)
    }

    It 'reports a store that is not there' {
        Assert-TestError { Get-MachineIdentityStoreRecipient -Store "$TestDrive/none.db" } -Id StoreNotFound -Category ObjectNotFound
    }

    It 'stops' {
        Assert-Stops 'Get-MachineIdentityStoreRecipient -Store $store' @{ store = $store }
    }
}
