Describe 'Resume-MachineIdentityRotation' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $web, $shop, $folder = Initialize-TestDelivery $TestDrive

        $null = New-Item -ItemType Directory "$TestDrive/later"
        $null = Add-MachineIdentityTarget web01 "$TestDrive/later/web01.pem" -KeyPath "$TestDrive/later/web01.key" -Kind Script -ReloadCommand {
            $folder = Split-Path $env:MIM_CERTIFICATE
            if (Test-Path "$folder.gone") { Remove-Item -Recurse -Force $folder }
        }
        $null = Publish-MachineIdentity web01

        # A rotation that can neither go on nor be taken back: the folder of its target goes in the midst of it.
        function New-Failure {
            Repair-Target
            $null = Resume-MachineIdentityRotation -ErrorAction Ignore
            $null = New-Item "$TestDrive/later.gone"
            $null = Invoke-MachineIdentityRotation web01 -ErrorAction Ignore
            Get-MachineIdentityRotation -Unfinished
        }

        # The folder is back.
        function Repair-Target {
            Remove-Item "$TestDrive/later.gone" -ErrorAction Ignore
            $null = New-Item -ItemType Directory -Force "$TestDrive/later"
        }
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    BeforeEach {
        $failed = New-Failure
    }

    It 'goes on with everything that was left' {
        $failed | Should -HaveCount 1
        Repair-Target
        $result = Resume-MachineIdentityRotation -ErrorAction Ignore
        $result.RotationId | Should -Be $failed.Id
        $result.Outcome | Should -Not -Be 'Failed' -Because $result.Reason
        Get-MachineIdentityRotation -Unfinished | Should -BeNullOrEmpty
        Resume-MachineIdentityRotation | Should -BeNullOrEmpty
    }

    It 'takes rotations, identities and properties from the pipeline' {
        Assert-ChangesNothing { $failed | Resume-MachineIdentityRotation -WhatIf }
        Assert-ChangesNothing { Resume-MachineIdentityRotation web01 -WhatIf }
        Resume-MachineIdentityRotation shop01 | Should -BeNullOrEmpty
        Repair-Target
        [pscustomobject]@{ Id = $failed.Id } | Resume-MachineIdentityRotation -ErrorAction Ignore | ForEach-Object RotationId | Should -Be $failed.Id
    }

    It 'reports what is not there' {
        Repair-Target
        $unknown = [guid]::NewGuid()
        Assert-TestError { Resume-MachineIdentityRotation -Id $unknown } -Id RotationNotFound -Category ObjectNotFound -Target $unknown
        Assert-TestError { Resume-MachineIdentityRotation none } -Id IdentityNotFound -Category ObjectNotFound -Target none
    }

    It 'stops' {
        Assert-Stops 'Resume-MachineIdentityRotation shop01 -Store $store' @{ store = $store }
    }
}
