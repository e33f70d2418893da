Describe 'Copy-MachineIdentityStore' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $null = New-MachineCertificateAuthority corp
        $null = New-MachineCertificate web01.corp.test
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'makes the same store at another place' {
        $copy = Copy-MachineIdentityStore "$TestDrive/copy.db"
        $copy.GetType().FullName | Should -Be 'Mim.Core.Stores.StoreInfo'
        $copy.Id | Should -Be (Get-MachineIdentityStore).Id
        (Get-MachineIdentity web01* -Store $copy.Location).Fingerprint | Should -Be (Get-MachineIdentity web01*).Fingerprint
        (Test-MachineIdentityStore -Store $copy.Location).Passed | Should -Not -Contain $false
        (New-MachineCertificate web02.corp.test -Store $copy.Location).Authority | Should -Be corp
    }

    It 'lets a finished copy catch up' {
        $null = Copy-MachineIdentityStore "$TestDrive/later.db"
        $null = New-MachineCertificate web03.corp.test
        (Copy-MachineIdentityStore -Destination "$TestDrive/later.db").Identities | Should -Be (Get-MachineIdentityStore).Identities
    }

    It 'does not overwrite another store' {
        $other = (Initialize-MachineIdentityStore "$TestDrive/other.db").Location
        Assert-TestError { Copy-MachineIdentityStore $other } -Id StoreExists -Category ResourceExists -Target $other
    }

    It 'does not copy a store onto itself' {
        Assert-TestError { Copy-MachineIdentityStore $store } -Id InvalidArgument -Category InvalidArgument -Target $store
        Get-MachineIdentity web01* | Should -HaveCount 1
    }

    It 'copies nothing with -WhatIf' {
        Assert-ChangesNothing { Copy-MachineIdentityStore "$TestDrive/whatif.db" -WhatIf }
        "$TestDrive/whatif.db" | Should -Not -Exist
    }

    It 'stops' {
        Assert-Stops 'Copy-MachineIdentityStore "$folder/stop.db" -Store $store' @{ folder = "$TestDrive"; store = $store }
    }
}
