Describe 'Publish-MachineCertificateRevocationList' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $root = New-MachineCertificateAuthority root
        $null = New-MachineCertificateAuthority issuing -Parent root
        $null = New-MachineCertificate web01.corp.test -Authority issuing
        $null = Revoke-MachineIdentity web01.corp.test -Confirm:$false
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'signs a list and writes it' {
        $list = Publish-MachineCertificateRevocationList issuing "$TestDrive/issuing.crl" -Lifetime 12h
        $list.Authority | Should -Be 'issuing'
        $list.EntryCount | Should -Be 1
        ($list.NextUpdate - $list.ThisUpdate).TotalHours | Should -Be 12
        [IO.File]::ReadAllBytes("$TestDrive/issuing.crl") | Should -Be $list.Der
        Assert-Views $list
    }

    It 'counts up, and replaces the file' {
        $first = Publish-MachineCertificateRevocationList issuing "$TestDrive/again.crl"
        $second = Publish-MachineCertificateRevocationList issuing "$TestDrive/again.crl"
        $second.Number | Should -Be ($first.Number + 1)
        [IO.File]::ReadAllBytes("$TestDrive/again.crl") | Should -Be $second.Der
    }

    It 'signs for all, one file each' {
        Publish-MachineCertificateRevocationList -Path "$TestDrive/crl/" | ForEach-Object Authority | Should -Be 'issuing', 'root'
        (Get-ChildItem "$TestDrive/crl").Name | Sort-Object | Should -Be 'issuing.crl', 'root.crl'
        Assert-TestError { Publish-MachineCertificateRevocationList -Path "$TestDrive/one.crl" } -Id InvalidArgument -Category InvalidArgument
    }

    It 'takes authorities from the pipeline and by property name' {
        $root | Publish-MachineCertificateRevocationList | ForEach-Object Authority | Should -Be 'root'
        [pscustomobject]@{ Name = 'issuing' } | Publish-MachineCertificateRevocationList | ForEach-Object Authority | Should -Be 'issuing'
    }

    It 'changes nothing with -WhatIf' {
        Assert-ChangesNothing { Publish-MachineCertificateRevocationList -Path "$TestDrive/what/" -WhatIf }
    }

    It 'reports what is not there' {
        Assert-TestError { Publish-MachineCertificateRevocationList none } -Id IdentityNotFound -Category ObjectNotFound -Target none
    }

    It 'stops' {
        Assert-Stops 'Publish-MachineCertificateRevocationList root -Store $store' @{ store = $store }
    }
}
