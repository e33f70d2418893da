Describe 'Set-MachineCertificateAuthority' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $null = Initialize-TestDelivery $TestDrive
        $null = Add-MachineIdentityTarget corp "$TestDrive/tls/trust.pem" -Format TrustBundle
        $null = Publish-MachineIdentity corp
        $null = New-MachineCertificateAuthority corp-2 -Replaces corp -CrossSign
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'refuses to activate before the trust is delivered, and names the place' {
        Assert-TestError { Set-MachineCertificateAuthority corp-2 Active } -Id ProofFailed -Category InvalidOperation -Target corp-2
        (Get-TestError { Set-MachineCertificateAuthority corp-2 Active -WhatIf }).Exception.Message | Should -BeLike '*trust.pem*'
    }

    It 'changes nothing with -WhatIf' {
        Assert-ChangesNothing { Set-MachineCertificateAuthority corp -State Tainted -WhatIf }
    }

    It 'activates by name and is silent' {
        (Publish-MachineIdentity corp-2).Outcome | Should -Be 'Completed'
        Set-MachineCertificateAuthority corp-2 -State Active | Should -BeNullOrEmpty
        (Get-MachineCertificateAuthority corp-2).State | Should -Be 'Active'
    }

    It 'taints an authority from the pipeline, and emits it' {
        $corp = Get-MachineCertificateAuthority corp | Set-MachineCertificateAuthority -State Tainted -PassThru
        $corp.State | Should -Be 'Tainted'
        $corp.ReplacedBy | Should -Be 'corp-2'
        Assert-Views $corp
        (New-MachineCertificate late.corp.test -Authority corp).Authority | Should -Be 'corp-2'
    }

    It 'takes names by property name' {
        [pscustomobject]@{ Name = 'corp' } | Set-MachineCertificateAuthority -State Active
        (Get-MachineCertificateAuthority corp).State | Should -Be 'Active'
        'corp' | Set-MachineCertificateAuthority -State Tainted
    }

    It 'repeats a step without a change' {
        Assert-ChangesNothing { Set-MachineCertificateAuthority corp -State Tainted }
    }

    It 'retires what is not in use, or what it is forced to' {
        Assert-TestError { Set-MachineCertificateAuthority corp Retired } -Id WrongState -Category InvalidOperation -Target corp
        Invoke-MachineIdentityRotation -IssuedBy corp | ForEach-Object Outcome | Should -Be 'Completed', 'Completed'
        (Set-MachineCertificateAuthority corp Retired -PassThru).Status | Should -Be 'Deactivated'
    }

    It 'reports what is not there' {
        Assert-TestError { Set-MachineCertificateAuthority none -State Active } -Id IdentityNotFound -Category ObjectNotFound -Target none
    }

    It 'stops' {
        Assert-Stops 'Set-MachineCertificateAuthority corp-2 -State Active -Store $store' @{ store = $store }
    }
}
