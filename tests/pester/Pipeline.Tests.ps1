# What a day with the module looks like, end to end, and what holds for every cmdlet that streams.

Describe 'A certificate from its authority to its end' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $folder = "$TestDrive/tls"
        $null = New-Item -ItemType Directory $folder

        function Get-Installed {
            [Security.Cryptography.X509Certificates.X509Certificate2]::CreateFromPemFile("$folder/web01.pem", "$folder/web01.key")
        }
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'is issued with two lines' {
        $null = New-MachineCertificateAuthority corp
        $web = New-MachineCertificate web01 -DnsName web01.corp.test -Owner ops@corp.test -Criticality High
        $web.Status | Should -Be 'Active'
        (Test-MachineCertificate web01 -HostName web01.corp.test).Passed | Should -BeTrue
    }

    It 'is delivered' {
        (Get-MachineIdentity web01 | Add-MachineIdentityTarget -Path "$folder/web01.pem" -KeyPath "$folder/web01.key" | Publish-MachineIdentity).Outcome | Should -Be 'Completed'
        (Get-Installed).GetCertHashString('SHA256') | Should -Be (Get-MachineIdentity web01).Fingerprint
    }

    It 'is planned, rotated, undone and rotated again' {
        Assert-ChangesNothing { Get-MachineIdentity -ExpiringWithin 1000d | Invoke-MachineIdentityRotation -WhatIf }
        $first = Get-MachineIdentity web01
        (Get-MachineIdentity -ExpiringWithin 1000d -Kind Certificate | Invoke-MachineIdentityRotation | Undo-MachineIdentityRotation).Outcome | Should -Be 'Undone'
        (Get-Installed).GetCertHashString('SHA256') | Should -Be $first.Fingerprint
        $null = Invoke-MachineIdentityRotation web01
        (Get-Installed).GetCertHashString('SHA256') | Should -Be (Get-MachineIdentity web01).Fingerprint
        (Get-Installed).GetCertHashString('SHA256') | Should -Not -Be $first.Fingerprint
    }

    It 'is revoked, listed and refused' {
        Get-MachineIdentity web01 | Revoke-MachineIdentity -Reason KeyCompromise -Confirm:$false | ForEach-Object OnList | Should -BeTrue
        $list = Get-MachineCertificateAuthority | Publish-MachineCertificateRevocationList -Path "$TestDrive/corp.crl"
        $list.EntryCount | Should -BeGreaterThan 0
        (Test-MachineCertificate web01).Passed | Should -BeFalse
        (Invoke-MachineIdentityRotation web01).Outcome | Should -Be 'Skipped'
    }

    It 'is disposed of, and the audit tells all of it' {
        Remove-MachineIdentity web01 -Reason Decommissioned -Confirm:$false
        (Test-MachineIdentityAudit).Intact | Should -BeTrue
        Test-MachineIdentityStore | Where-Object Passed -EQ $false | Should -BeNullOrEmpty
        $acts = (Get-MachineIdentityAudit web01).Act
        $acts | Should -Contain 'RevokeIdentity'
        $acts | Should -Contain 'DisposeIdentity'
    }
}

Describe 'Streaming' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $null = New-MachineCertificateAuthority corp
        $null = New-MachineCertificateAuthority other
        $null = 1..20 | ForEach-Object { "w$_.corp.test" } | New-MachineCertificate -Authority corp
        foreach ($name in 'w1', 'w2') {
            $null = Add-MachineIdentityTarget "$name.corp.test" "$TestDrive/$name.pem" -KeyPath "$TestDrive/$name.key"
        }

        $null = Get-MachineIdentityTarget | Publish-MachineIdentity
        $null = Invoke-MachineIdentityRotation w1.corp.test, w2.corp.test
        $null = 1..2 | ForEach-Object { Publish-MachineCertificateRevocationList corp, other }
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'does not end the script of its caller after the first object: <_>' -ForEach @(
        'Get-MachineIdentity'
        'Get-MachineIdentityAudit'
        'Get-MachineIdentityPolicy'
        'Get-MachineIdentityStoreRecipient'
        'Get-MachineIdentityTarget'
        'Get-MachineIdentityRotation -Journal'
        'Get-MachineCertificateAuthority'
        'Get-MachineCertificateRevocationList'
        'Set-MachineIdentity w* -Purpose shop -PassThru'
        'Test-MachineIdentity'
        'Test-MachineIdentityStore'
        'Test-MachineIdentityTarget'
        'Test-MachineCertificate w*'
        'Get-MachineIdentity w3* | Test-MachineIdentityPolicy'
        'Export-MachineCertificate w*'
        'Export-MachineCertificateAuthority *'
        '1..300 | ForEach-Object { "n$(New-Guid).corp.test" } | New-MachineCertificate -Authority corp'
        '"a", "b" | ForEach-Object { "$_$(New-Guid)" } | New-MachineCertificateAuthority'
        'Publish-MachineIdentity w1.corp.test, w2.corp.test'
        'Publish-MachineCertificateRevocationList corp, other'
        'Invoke-MachineIdentityRotation w4.corp.test, w5.corp.test'
        'Revoke-MachineIdentity w6.corp.test, w7.corp.test -Confirm:$false'
        'Remove-MachineIdentity w8.corp.test, w9.corp.test -PassThru -Confirm:$false'
    ) {
        $script = [scriptblock]::Create("`$first = $_ | Select-Object -First 1; `$first; 'went on'")
        $said = @(& $script)
        $said | Should -HaveCount 2
        $said[1] | Should -Be 'went on'
    }

    It 'leaves nothing half done when it was cut short' {
        Resume-MachineIdentityRotation | Where-Object Error | Should -BeNullOrEmpty
        (Test-MachineIdentityAudit).Intact | Should -BeTrue
        Test-MachineIdentityStore | Where-Object Passed -EQ $false | Should -BeNullOrEmpty
    }
}

Describe 'Two runspaces' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $stores = 1..2 | ForEach-Object { Initialize-TestStore $TestDrive }
        $env:MIM_STORE = $null
    }

    It 'work with two stores at once' {
        $state = [initialsessionstate]::CreateDefault2()
        $state.ImportPSModule((Get-TestManifest))
        $shells = foreach ($index in 0, 1) {
            $runspace = [runspacefactory]::CreateRunspace($state)
            $runspace.Open()
            $shell = [powershell]::Create($runspace)
            $null = $shell.AddScript({
                param($Store, $Index)
                $null = Connect-MachineIdentityStore $Store
                $null = New-MachineCertificateAuthority "corp$Index"
                $null = 1..100 | ForEach-Object { "r$Index-$_.corp.test" } | New-MachineCertificate
                Get-MachineIdentity -Kind Certificate
            }).AddArgument($stores[$index]).AddArgument($index)
            @{ Shell = $shell; Running = $shell.BeginInvoke(); Runspace = $runspace }
        }

        foreach ($index in 0, 1) {
            $found = $shells[$index].Shell.EndInvoke($shells[$index].Running)
            $shells[$index].Shell.Streams.Error | Should -BeNullOrEmpty
            $found | Should -HaveCount 100
            $found.Authority | Select-Object -Unique | Should -Be "corp$index"
            $shells[$index].Shell.Dispose()
            $shells[$index].Runspace.Dispose()
        }
    }
}
