Describe 'Undo-MachineIdentityRotation' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $web, $shop, $folder = Initialize-TestDelivery $TestDrive

        $null = Add-MachineIdentityTarget web01 "$folder/web01.pem" -KeyPath "$folder/web01.key"
        $null = Publish-MachineIdentity web01
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    BeforeEach {
        $before = Get-MachineIdentity web01
        $rotated = Invoke-MachineIdentityRotation web01
    }

    It 'brings the old version back, by name' {
        $result = Undo-MachineIdentityRotation web01
        $result.Outcome | Should -Be 'Undone' -Because $result.Reason
        (Get-MachineIdentity web01).Fingerprint | Should -Be $before.Fingerprint
        [Security.Cryptography.X509Certificates.X509Certificate2]::CreateFromPemFile("$folder/web01.pem", "$folder/web01.key").GetCertHashString('SHA256') | Should -Be $before.Fingerprint
        (Test-MachineIdentityTarget web01).Holds | Should -BeTrue
    }

    It 'takes results, rotations and identities from the pipeline' {
        $rotated | Undo-MachineIdentityRotation | ForEach-Object Outcome | Should -Be 'Undone'
        $null = Invoke-MachineIdentityRotation web01
        Get-MachineIdentityRotation web01 -First 1 | Undo-MachineIdentityRotation | ForEach-Object Outcome | Should -Be 'Undone'
        $null = Invoke-MachineIdentityRotation web01
        Get-MachineIdentity web01 | Undo-MachineIdentityRotation | ForEach-Object Outcome | Should -Be 'Undone'
        $null = Invoke-MachineIdentityRotation web01
        Undo-MachineIdentityRotation -Id (Get-MachineIdentityRotation web01 -First 1).Id | ForEach-Object Outcome | Should -Be 'Undone'
    }

    It 'changes nothing with -WhatIf' {
        Assert-ChangesNothing { Undo-MachineIdentityRotation web01 -WhatIf }
    }

    It 'reports what cannot be undone' {
        Assert-TestError { Undo-MachineIdentityRotation shop01 } -Id RotationNotFound -Category ObjectNotFound -Target shop01
        $null = Undo-MachineIdentityRotation web01
        Assert-TestError { Undo-MachineIdentityRotation web01 } -Id WrongState -Category InvalidOperation -Target web01
        $unknown = [guid]::NewGuid()
        Assert-TestError { Undo-MachineIdentityRotation -Id $unknown } -Id RotationNotFound -Category ObjectNotFound -Target $unknown
    }

    It 'stops' {
        # What was stopped half undone is not undone again, so that each round has an identity of its own.
        Assert-Stops '$name = "$(New-Guid).corp.test"; $null = New-MachineCertificate $name -Store $store; $null = Invoke-MachineIdentityRotation $name -Store $store; Undo-MachineIdentityRotation $name -Store $store' @{ store = $store }
    }
}
