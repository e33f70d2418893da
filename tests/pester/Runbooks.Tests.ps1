# The commands of runbooks run as they stand, in their order, in a store of their own.

Describe 'docs/runbooks/authority-rotation.md' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $null = Initialize-TestStore $TestDrive
        $null = Initialize-TestDelivery $TestDrive
        'web01', 'shop01' | ForEach-Object { $null = Add-MachineIdentityTarget $_ "$TestDrive/tls/$_.pem" -KeyPath "$TestDrive/tls/$_.key" }
        (Publish-MachineIdentity web01, shop01).Outcome | Should -Be 'Completed', 'Completed'
        $null = New-Item -ItemType Directory "$TestDrive/trust", "$TestDrive/crl"
        $steps = Get-TestRunbook authority-rotation.md
        Push-Location $TestDrive
    }

    AfterAll {
        Pop-Location
        $env:MIM_STORE = $null
    }

    It 'leads from one root to the next' {
        $steps.Count | Should -BeGreaterThan 8
        $trust = Invoke-TestRunbook $steps { [regex]::Matches((Get-Content ./trust/corp.pem -Raw), 'BEGIN CERTIFICATE').Count }

        # The old root, both, and the next alone.
        -join $trust | Should -Match '^1+2+1+$'
        Get-MachineCertificateAuthority | ForEach-Object { "$($_.Name) $($_.State)" } | Should -Be 'corp Retired', 'corp-2 Active'
        Get-MachineIdentity web01, shop01 | ForEach-Object Authority | Should -Be 'corp-2', 'corp-2'
        Get-ChildItem ./tls/*.pem | ForEach-Object { [regex]::Matches((Get-Content $_ -Raw), 'BEGIN CERTIFICATE').Count } | Should -Be 1, 1
        Get-ChildItem ./crl | Should -HaveCount 2
    }
}

Describe 'docs/runbooks/ssh-authority-rotation.md' -Skip:($null -eq (Get-Command sshd, ssh-keygen -ErrorAction Ignore)) {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $null = Initialize-TestStore $TestDrive
        $folder = (New-Item -ItemType Directory "$TestDrive/ssh").FullName
        ssh-keygen -q -t ed25519 -N '' -f "$folder/host"
        "HostKey $folder/host", "TrustedUserCAKeys $folder/user_ca.pub" | Set-Content "$folder/sshd_config"
        $null = New-MachineSshAuthority users
        'anna', 'backup' | ForEach-Object { $null = New-MachineSshCertificate $_ -Principal $_ }
        $steps = Get-TestRunbook ssh-authority-rotation.md
        Push-Location $TestDrive
    }

    AfterAll {
        Pop-Location
        $env:MIM_STORE = $null
    }

    It 'leads from one authority to the next' {
        $steps.Count | Should -BeGreaterThan 7
        $trust = Invoke-TestRunbook $steps { @(Get-Content ./ssh/user_ca.pub).Count }

        # The old key, both, and the next alone.
        -join $trust | Should -Match '^1+2+1+$'
        Get-MachineSshAuthority | ForEach-Object { "$($_.Name) $($_.State)" } | Should -Be 'users Retired', 'users-2 Active'
        Get-MachineIdentity anna, backup -Kind SshCertificate | ForEach-Object Authority | Should -Be 'users-2', 'users-2'
        (Get-Content ./ssh/user_ca.pub).Split(' ')[1] | Should -BeExactly (Get-MachineSshAuthority users-2).PublicKey.Split(' ')[1]
    }
}

Describe 'docs/runbooks/leaked-secret.md' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $null = Initialize-TestStore $TestDrive
        $null = New-MachineSecret shop-db -Length 40 -Owner ops@corp.test
        $leaked = Get-MachineSecret shop-db -AsPlainText
        $repository = New-Item -ItemType Directory "$TestDrive/shop"
        $git = { git -C $repository -c user.name=ops -c user.email=ops@corp.test @args; $LASTEXITCODE | Should -Be 0 }
        & $git init --quiet
        Set-Content "$repository/app.env" "DB_PASSWORD=$leaked"
        & $git add app.env
        & $git commit --quiet --message first
        & $git rm --quiet app.env
        & $git commit --quiet --message second
        Set-Content "$repository/mail.env" ('MAIL_PASSWORD=kestrel{0}harbour' -f (Get-Random -Minimum 100000 -Maximum 999999))
        $steps = Get-TestRunbook leaked-secret.md
        Push-Location $TestDrive
    }

    AfterAll {
        Pop-Location
        $env:MIM_STORE = $null
    }

    It 'leads from a leak to what is left to do' {
        $ConfirmPreference = 'None'
        $steps.Count | Should -BeGreaterThan 5
        $output = & { foreach ($step in $steps) { . ([scriptblock]::Create($step)) } } 2>&1
        $output | Where-Object { $_ -is [Management.Automation.ErrorRecord] } | Should -BeNullOrEmpty
        Get-MachineSecret shop-db -AsPlainText | Should -Not -Be $leaked
        (Get-MachineSecretSuppression).Reason | Should -Be 'rotated; dead in the history'

        # What was rotated is answered for; what is not ours is what the report has.
        (Get-Content ./leaks.sarif -Raw | ConvertFrom-Json).runs[0].results.locations.physicalLocation.artifactLocation.uri | Should -Be 'mail.env'
        "$output$(Get-Content ./leaks.sarif -Raw)" | Should -Not -Match ([regex]::Escape($leaked))
    }
}
