Describe 'Add-MachineIdentityStoreRecipient' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'adds a key file, made for its owner only' {
        $added = Add-MachineIdentityStoreRecipient second -KeyFile "$TestDrive/second.key"
        $added.Kind | Should -Be 'KeyFile'
        "$TestDrive/second.key" | Should -Exist
        if (-not $IsWindows) { (Get-Item "$TestDrive/second.key").UnixMode | Should -Match '^-rw-------' }
    }

    It 'adds a passphrase' {
        (Add-MachineIdentityStoreRecipient phrase -Passphrase (ConvertTo-TestSecret 'correct horse battery')).Rounds | Should -BeGreaterOrEqual 600000
    }

    It 'adds a certificate' {
        (Add-MachineIdentityStoreRecipient card -Certificate (New-TestCertificate card)).Kind | Should -Be 'Certificate'
    }

    It 'reports Windows protection elsewhere as unsupported' -Skip:$IsWindows {
        Assert-TestError { Add-MachineIdentityStoreRecipient windows -Dpapi } -Id Unsupported -Category NotImplemented
    }

    It 'changes nothing with -WhatIf' {
        Assert-ChangesNothing { Add-MachineIdentityStoreRecipient third -KeyFile "$TestDrive/third.key" -WhatIf }
        "$TestDrive/third.key" | Should -Not -Exist
    }

    It 'refuses a label twice' {
        $null = Add-MachineIdentityStoreRecipient twice -KeyFile "$TestDrive/twice.key"
        Assert-TestError { Add-MachineIdentityStoreRecipient TWICE -KeyFile "$TestDrive/twice2.key" } -Id InvalidArgument -Category InvalidArgument -Target twice
    }

    It 'stops' {
        Assert-Stops 'Add-MachineIdentityStoreRecipient "r$(New-Guid)" -KeyFile "$folder/$(New-Guid).key" -Store $store' @{ folder = "$TestDrive"; store = $store }
    }
}
