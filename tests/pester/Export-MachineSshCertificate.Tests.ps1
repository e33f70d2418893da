Describe 'Export-MachineSshCertificate' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $null = New-MachineSshAuthority users
        $null = New-MachineSshKey laptop
        $ci = New-MachineSshCertificate ci -Principal deploy
        $null = New-MachineSshCertificate outside -Principal deploy -SshKey laptop
        $passphrase = ConvertTo-TestSecret 'correct horse battery'
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'emits the certificate' {
        Export-MachineSshCertificate ci | Should -Match '^ssh-ed25519-cert-v01@openssh.com '
        Export-MachineSshCertificate ci -Format Rfc4716 | Should -Match 'BEGIN SSH2 PUBLIC KEY'
    }

    It 'writes certificate and key as ssh looks for them' {
        Export-MachineSshCertificate ci -Path "$TestDrive/ssh/" | ForEach-Object Name | Should -Be 'ci-cert.pub'
        $key = Export-MachineSshCertificate ci -Path "$TestDrive/ssh/" -IncludePrivateKey -Passphrase $passphrase
        $key.Name | Should -Be 'ci'
        if (-not $IsWindows) { [int]$key.UnixFileMode | Should -Be 0x180 }
        Get-Content $key.FullName -TotalCount 1 | Should -Match 'OPENSSH PRIVATE KEY'
    }

    It 'emits a private key only when asked in words' {
        Assert-TestError { Export-MachineSshCertificate ci -IncludePrivateKey } -Id InvalidArgument -Category InvalidArgument
        Export-MachineSshCertificate ci -IncludePrivateKey -AsPlainText | Should -Match 'PRIVATE KEY'
    }

    It 'takes identities from the pipeline and by property name' {
        $ci | Export-MachineSshCertificate | Should -Match cert-v01
        [pscustomobject]@{ Id = $ci.Id } | Export-MachineSshCertificate | Should -Match cert-v01
        'ci' | Export-MachineSshCertificate | Should -Match cert-v01
    }

    It 'changes nothing with -WhatIf' {
        Assert-ChangesNothing { Export-MachineSshCertificate ci "$TestDrive/whatif" -IncludePrivateKey -WhatIf }
        "$TestDrive/whatif" | Should -Not -Exist
    }

    It 'reports what is not there' {
        Assert-TestError { Export-MachineSshCertificate none } -Id IdentityNotFound -Category ObjectNotFound -Target none
        Assert-TestError { Export-MachineSshCertificate outside -IncludePrivateKey -AsPlainText } -Id PrivateKeyMissing -Category ObjectNotFound -Target outside
        Assert-TestError { Export-MachineSshCertificate ci -Format Pem } -Id InvalidArgument -Category InvalidArgument -Target ci
    }

    It 'stops' {
        Assert-Stops 'Export-MachineSshCertificate ci -Store $store' @{ store = $store }
    }
}
