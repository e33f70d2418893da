Describe 'Invoke-MachineIdentityRotation' {
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

    It 'issues, installs, proves and activates a new version' {
        $before = Get-MachineIdentity web01
        $result = Invoke-MachineIdentityRotation web01
        $result.Outcome | Should -BeIn 'Completed', 'Overlapping' -Because $result.Reason
        $result.OldVersion | Should -Be 1
        $result.NewVersion | Should -Be 2
        $after = Get-MachineIdentity web01
        $after.Version | Should -Be 2
        $after.Fingerprint | Should -Not -Be $before.Fingerprint
        [Security.Cryptography.X509Certificates.X509Certificate2]::CreateFromPemFile("$folder/web01.pem", "$folder/web01.key").GetCertHashString('SHA256') | Should -Be $after.Fingerprint
        (Test-MachineIdentityTarget web01).Holds | Should -BeTrue
        Assert-Views $result
    }

    It 'takes identities, targets and properties from the pipeline' {
        $web, $shop | Invoke-MachineIdentityRotation | ForEach-Object Identity | Sort-Object | Should -Be 'shop01', 'web01'
        Get-MachineIdentityTarget | Invoke-MachineIdentityRotation | ForEach-Object Identity | Should -Be 'web01'
        [pscustomobject]@{ Id = $shop.Id } | Invoke-MachineIdentityRotation | ForEach-Object Identity | Should -Be 'shop01'
        'web01' | Invoke-MachineIdentityRotation | ForEach-Object Identity | Should -Be 'web01'
        Invoke-MachineIdentityRotation shop* | ForEach-Object Identity | Should -Be 'shop01'
    }

    It 'prints the plan with -WhatIf and changes nothing' {
        Assert-ChangesNothing { Get-MachineIdentity web01 | Invoke-MachineIdentityRotation -WhatIf }
        $pwsh = [Environment]::ProcessPath
        $said = & $pwsh -NoProfile -NonInteractive -Command "Import-Module '$(Get-TestManifest)'; Invoke-MachineIdentityRotation web01 -WhatIf -Store '$store'" 2>&1 | Out-String
        foreach ($step in 'Plan', 'Prepare', 'Install', 'Prove', 'Activate', 'Retire') {
            $said | Should -Match "What if: web01: ${step}: "
        }
    }

    It 'takes only what is due with -Due' {
        Invoke-MachineIdentityRotation -Due | Where-Object Outcome -NE 'Skipped' | Where-Object NewVersion -GT 9 | Should -BeNullOrEmpty
        $skipped = Invoke-MachineIdentityRotation shop01 -Due
        $skipped.Outcome | Should -Be 'Skipped'
        $skipped.Reason | Should -Match 'not due'
    }

    It 'gives a result and an error when a step fails, takes it back, and goes on' {
        $null = New-Item -ItemType Directory "$TestDrive/gone"
        $null = New-MachineCertificate bad.corp.test
        $null = Add-MachineIdentityTarget bad.corp.test "$TestDrive/gone/bad.pem" -KeyPath "$TestDrive/gone/bad.key"
        $null = Publish-MachineIdentity bad.corp.test
        Remove-Item -Recurse -Force "$TestDrive/gone"
        $results = Invoke-MachineIdentityRotation bad.corp.test, shop01 -ErrorAction SilentlyContinue -ErrorVariable trouble
        ($results | Where-Object Identity -EQ bad.corp.test).Outcome | Should -BeIn 'Failed', 'RolledBack'
        ($results | Where-Object Identity -EQ shop01).Outcome | Should -BeIn 'Completed', 'Overlapping'
        $trouble | Should -HaveCount 1
        $trouble[0].FullyQualifiedErrorId | Should -Match '^InstallFailed'
        (Get-MachineIdentity bad.corp.test).Version | Should -Be 1
    }

    It 'takes many in waves and stops when too many fail' {
        $null = 1..6 | ForEach-Object { New-MachineCertificate "wave$_.corp.test" }
        $results = Get-MachineIdentity wave* | Invoke-MachineIdentityRotation -Canary 2 -ThrottleLimit 3 -MaxFailure 10%
        $results | ForEach-Object Outcome | Select-Object -Unique | Should -Be 'Completed'
        $results | Should -HaveCount 6

        $results = Invoke-MachineIdentityRotation bad.corp.test, wave* -Canary 0 -ThrottleLimit 1 -MaxFailure 0 -ErrorAction SilentlyContinue
        $results | Where-Object Outcome -EQ 'Skipped' | ForEach-Object Reason | Select-Object -Unique | Should -Match 'more than the 0 allowed'
        { Invoke-MachineIdentityRotation wave* -MaxFailure many -WhatIf } | Should -Throw '*is no limit*'
    }

    It 'rotates what is not due with -Force' {
        (Invoke-MachineIdentityRotation shop01 -Due -Force).Outcome | Should -Be 'Completed'
    }

    It 'repairs what drifted and leaves what somebody else changed' {
        Remove-Item "$folder/web01.pem"
        $repaired = Invoke-MachineIdentityRotation web01 -Due | Where-Object Outcome -EQ 'Completed'
        $repaired.OldVersion | Should -Be $repaired.NewVersion
        (Test-MachineIdentityTarget web01).Holds | Should -BeTrue

        $null = Export-MachineCertificate shop01 -Path "$folder/web01.pem" -Force
        $theirs = Get-Content -Raw "$folder/web01.pem"
        $null = Invoke-MachineIdentityRotation web01 -Due -ErrorAction SilentlyContinue -ErrorVariable trouble
        $trouble[0].FullyQualifiedErrorId | Should -Match '^LocationChanged'
        Get-Content -Raw "$folder/web01.pem" | Should -Be $theirs
        (Invoke-MachineIdentityRotation web01 -Force).Outcome | Should -Be 'Completed'
        (Test-MachineIdentityTarget web01).Holds | Should -BeTrue
    }

    It 'applies a plan once' {
        $before = Get-MachineIdentity shop01
        $plan = New-MachineIdentityRotationPlan shop01
        $plan.Identities | Should -Be 1
        (Get-MachineIdentity shop01).Version | Should -Be $before.Version
        Assert-ChangesNothing { Invoke-MachineIdentityRotation -Plan $plan.Id -WhatIf }
        (Invoke-MachineIdentityRotation -Plan $plan.Id).Outcome | Should -Be 'Completed'
        (Get-MachineIdentity shop01).Version | Should -Be ($before.Version + 1)
        { Invoke-MachineIdentityRotation -Plan $plan.Id -ErrorAction Stop } | Should -Throw '*applied already*'

        $plan = 'shop01' | New-MachineIdentityRotationPlan
        $null = Invoke-MachineIdentityRotation shop01
        $null = Invoke-MachineIdentityRotation -Plan $plan.Id -ErrorAction SilentlyContinue -ErrorVariable trouble
        $trouble[0].FullyQualifiedErrorId | Should -Match '^PlanOutdated'
        { Invoke-MachineIdentityRotation -Plan (New-Guid) -ErrorAction Stop } | Should -Throw '*no saved plan*'
    }

    It 'passes over what cannot be rotated' {
        $null = New-MachineCertificate held.corp.test
        $null = Revoke-MachineIdentity held.corp.test -Confirm:$false
        (Invoke-MachineIdentityRotation held.corp.test).Outcome | Should -Be 'Skipped'
        Assert-TestError { Invoke-MachineIdentityRotation none } -Id IdentityNotFound -Category ObjectNotFound -Target none
        Assert-TestError { Invoke-MachineIdentityRotation } -Id InvalidArgument -Category InvalidArgument
    }

    It 'lets its caller go on after the first' {
        & { $null = Invoke-MachineIdentityRotation web01, shop01 | Select-Object -First 1; 'went on' } | Should -Be 'went on'
        Get-MachineIdentityRotation -Unfinished | Where-Object Identity -NE bad.corp.test | Resume-MachineIdentityRotation | Where-Object Error | Should -BeNullOrEmpty
    }

    It 'stops' {
        Assert-Stops 'Invoke-MachineIdentityRotation shop01 -Store $store' @{ store = $store }
    }
}
