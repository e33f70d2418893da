Describe 'Test-MachineSshRevocationList' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $null = New-MachineSshAuthority users
        $bad = New-MachineSshKey bad
        $good = New-MachineSshKey good
        $anna = New-MachineSshCertificate anna -Principal anna -KeyId 'anna, laptop'
        Assert-TestError { Test-MachineSshRevocationList good } -Id VersionNotFound -Category ObjectNotFound
        $null = Revoke-MachineIdentity bad, anna -Confirm:$false
        $null = Publish-MachineSshRevocationList "$TestDrive/krl"
        $null = Export-MachineSshKey bad "$TestDrive/bad.pub"
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'judges identities by the newest list' {
        (Test-MachineSshRevocationList good).IsRevoked | Should -BeFalse
        $verdict = Test-MachineSshRevocationList bad
        $verdict.IsRevoked, $verdict.Reason, $verdict.Source | Should -Be $true, 'SHA256 of the key', 'bad'
        $verdict = Test-MachineSshRevocationList anna
        $verdict.Reason | Should -Match '^serial \d+$'
        $verdict.KeyId | Should -Be 'anna, laptop'
        Assert-Views $verdict
    }

    It 'judges files and text by the list of a file' {
        (Test-MachineSshRevocationList -Path "$TestDrive/krl" -PublicKey "$TestDrive/bad.pub").IsRevoked | Should -BeTrue
        (Test-MachineSshRevocationList -PublicKey (Export-MachineSshKey good), (Export-MachineSshKey bad)).IsRevoked | Should -Be $false, $true
    }

    It 'takes identities from the pipeline and by property name' {
        ($bad, $good, $anna | Test-MachineSshRevocationList).IsRevoked | Should -Be $true, $false, $true
        ([pscustomobject]@{ Id = $bad.Id } | Test-MachineSshRevocationList).IsRevoked | Should -BeTrue
        ('bad', 'good' | Test-MachineSshRevocationList).IsRevoked | Should -Be $true, $false
    }

    It 'reports what is not there and what is no list' {
        Assert-TestError { Test-MachineSshRevocationList none } -Id IdentityNotFound -Category ObjectNotFound -Target none
        Assert-TestError { Test-MachineSshRevocationList good -Path "$TestDrive/bad.pub" } -Id InvalidRevocationList -Category InvalidData -Target good
        Set-Content "$TestDrive/nothing" 'nothing'
        Assert-TestError { Test-MachineSshRevocationList -PublicKey "$TestDrive/nothing" } -Id InvalidKey -Category InvalidData
        Assert-TestError { Test-MachineSshRevocationList } -Id InvalidArgument -Category InvalidArgument
    }

    It 'stops' {
        Assert-Stops 'Test-MachineSshRevocationList bad -Store $store' @{ store = $store }
    }
}
