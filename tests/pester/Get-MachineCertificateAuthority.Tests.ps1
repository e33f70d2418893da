Describe 'Get-MachineCertificateAuthority' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $root = New-MachineCertificateAuthority root
        $null = New-MachineCertificateAuthority issuing -Parent root -OcspUrl http://ocsp.corp.test
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'lists all, and by name with wildcards' {
        Get-MachineCertificateAuthority | ForEach-Object Name | Should -Be 'issuing', 'root'
        (Get-MachineCertificateAuthority iss*).Parent | Should -Be 'root'
        (Get-MachineCertificateAuthority issuing).OcspUrls | Should -Be 'http://ocsp.corp.test'
        (Get-MachineCertificateAuthority root).Parent | Should -BeNullOrEmpty
        Assert-Views (Get-MachineCertificateAuthority)
    }

    It 'takes names, authorities, identities and properties from the pipeline' {
        'root' | Get-MachineCertificateAuthority | ForEach-Object Id | Should -Be $root.Id
        $root | Get-MachineCertificateAuthority | ForEach-Object Id | Should -Be $root.Id
        Get-MachineIdentity root | Get-MachineCertificateAuthority | ForEach-Object Id | Should -Be $root.Id
        [pscustomobject]@{ Id = $root.Id } | Get-MachineCertificateAuthority | ForEach-Object Name | Should -Be 'root'
    }

    It 'completes names of authorities only' {
        $null = New-MachineCertificate rabbit.corp.test -Authority issuing
        (TabExpansion2 'Get-MachineCertificateAuthority r').CompletionMatches.CompletionText | Should -Be 'root'
    }

    It 'streams, and its caller goes on after the first' {
        & { $null = Get-MachineCertificateAuthority | Select-Object -First 1; 'went on' } | Should -Be 'went on'
    }

    It 'reports a name that is not there, and a certificate of that name' {
        Assert-TestError { Get-MachineCertificateAuthority none } -Id IdentityNotFound -Category ObjectNotFound -Target none
        Assert-TestError { Get-MachineCertificateAuthority rabbit.corp.test } -Id IdentityNotFound -Category ObjectNotFound -Target rabbit.corp.test
    }

    It 'stops' {
        Assert-Stops 'Get-MachineCertificateAuthority -Store $store' @{ store = $store }
    }
}
