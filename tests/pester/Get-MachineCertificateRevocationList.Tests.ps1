Describe 'Get-MachineCertificateRevocationList' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $root = New-MachineCertificateAuthority root
        $null = New-MachineCertificateAuthority other
        $null = 1..3 | ForEach-Object { Publish-MachineCertificateRevocationList root }
        $null = Publish-MachineCertificateRevocationList other
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'lists newest first, all or of one authority' {
        Get-MachineCertificateRevocationList | Should -HaveCount 4
        Get-MachineCertificateRevocationList root | ForEach-Object Number | Should -Be 3, 2, 1
        Get-MachineCertificateRevocationList root -First 1 | ForEach-Object Number | Should -Be 3
        Get-MachineCertificateRevocationList root -First 1 -Skip 1 | ForEach-Object Number | Should -Be 2
        Assert-Views (Get-MachineCertificateRevocationList)
    }

    It 'takes authorities from the pipeline and by property name' {
        $root | Get-MachineCertificateRevocationList | Should -HaveCount 3
        'other' | Get-MachineCertificateRevocationList | Should -HaveCount 1
        [pscustomobject]@{ Id = $root.Id } | Get-MachineCertificateRevocationList | Should -HaveCount 3
    }

    It 'lets its caller go on after the first' {
        & { $null = Get-MachineCertificateRevocationList | Select-Object -First 1; 'went on' } | Should -Be 'went on'
    }

    It 'reports what is not there' {
        Assert-TestError { Get-MachineCertificateRevocationList none } -Id IdentityNotFound -Category ObjectNotFound -Target none
    }

    It 'stops' {
        Assert-Stops 'Get-MachineCertificateRevocationList -Store $store' @{ store = $store }
    }
}
