# Known secrets go through a whole life cycle; they are looked for in all that is shown, kept or visible to others meanwhile.
Describe 'A canary secret' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $canaries = @{
            Passphrase = 'canary-passphrase-8f31c2'
            ExportPassword = 'canary-export-password-17bd'
            TargetPassword = 'canary-target-password-c09e'
            WrongPassword = 'canary-wrong-password-4d5a'
            Stored = 'canary-stored-secret-77aa'
            Account = 'canary-account-password-e3b6'
            Handed = 'canary-handed-secret-5c1d'
            Leaked = 'canary-leaked-secret-x92Kq7Lm'
        }
        $secrets = @{}
        $canaries.Keys | ForEach-Object { $secrets[$_] = ConvertTo-TestSecret $canaries[$_] }
        $store = Join-Path $TestDrive 'store' 'inventory.db'
        $installed = (New-Item -ItemType Directory "$TestDrive/installed").FullName
        $leaky = (New-Item -ItemType Directory "$TestDrive/leaky").FullName
        Set-Content "$leaky/app.env" "DB_PASSWORD=$($canaries.Leaked)", "OLD_PASSWORD=$($canaries.Handed)"
        $transcript = Join-Path $TestDrive 'transcript.txt'
        $keyLines = [Collections.Generic.List[string]]::new()

        # The second line of a PEM key holds a part of its secret and nothing else.
        function Add-KeyCanary {
            $keyLines.Add((Get-Content "$installed/web.key")[2])
        }

        # Of a key in OpenSSH's own form the fifth line holds most of the secret.
        function Add-SshKeyCanary {
            $keyLines.Add((Get-Content "$installed/deploy")[4])
        }

        # What scripts were given for an account, whose system is a hash.
        $given = [Collections.Generic.List[string]]::new()
        $system = @{ Hash = $null }
        $scripts = @{
            ChangeScript = {
                param($Credential)
                $given.Add($Credential.GetNetworkCredential().Password)
                $system.Hash = [Security.Cryptography.SHA256]::HashData([Text.Encoding]::UTF8.GetBytes($given[-1])) -join ' '
            }
            ProveScript = {
                param($Credential)
                $password = $Credential.GetNetworkCredential().Password
                $system.Refuses -ne $true -and $system.Hash -eq ([Security.Cryptography.SHA256]::HashData([Text.Encoding]::UTF8.GetBytes($password)) -join ' ')
            }
        }
        & $scripts.ChangeScript ([pscredential]::new('ftp', $secrets.Account))

        # What any account of this machine can see of others while the cmdlets run.
        $watch = [hashtable]::Synchronized(@{ Run = $true; Seen = [Collections.Concurrent.ConcurrentDictionary[string, bool]]::new() })
        $watcher = Start-ThreadJob -ArgumentList $watch {
            param($watch)
            while ($watch.Run) {
                if (-not $IsWindows) {
                    foreach ($line in (& ps -eo args)) { $watch.Seen[$line] = $true }
                }

                Start-Sleep -Milliseconds 50
            }
        }

        $null = Start-Transcript $transcript
        $shown = . {
            $VerbosePreference = $DebugPreference = 'Continue'
            $ConfirmPreference = 'None'
            Initialize-MachineIdentityStore $store -Passphrase $secrets.Passphrase
            Connect-MachineIdentityStore $store -Passphrase $secrets.WrongPassword
            Connect-MachineIdentityStore $store -Passphrase $secrets.Passphrase
            New-MachineCertificateAuthority corp
            New-MachineCertificate web.corp.test
            New-MachineCertificate api.corp.test
            Add-MachineIdentityTarget web.corp.test -Path "$installed/web.pem" -KeyPath "$installed/web.key"
            Add-MachineIdentityTarget api.corp.test -Path "$installed/api.pfx" -Format Pfx -Password $secrets.TargetPassword
            Publish-MachineIdentity web.corp.test, api.corp.test
            Add-KeyCanary
            $rotation = Invoke-MachineIdentityRotation web.corp.test, api.corp.test
            $rotation
            Add-KeyCanary
            $rotation[0] | Undo-MachineIdentityRotation
            Get-MachineIdentityRotation
            Export-MachineCertificate web.corp.test -Path "$TestDrive/store/web.pfx" -IncludePrivateKey -Password $secrets.ExportPassword
            Import-MachineIdentity "$TestDrive/store/web.pfx" -Password $secrets.WrongPassword
            Import-MachineIdentity "$TestDrive/store/web.pfx" -Password $secrets.ExportPassword -Name copy
            Revoke-MachineIdentity web.corp.test -Reason KeyCompromise
            Publish-MachineCertificateRevocationList corp
            New-MachineSshAuthority users
            New-MachineSshKey deploy
            Export-MachineSshKey deploy -Path "$installed/deploy" -IncludePrivateKey
            Add-SshKeyCanary
            Export-MachineSshKey deploy -IncludePrivateKey -Passphrase $secrets.ExportPassword
            New-MachineSshCertificate deploy -Principal deploy -SshKey deploy
            Export-MachineSshCertificate deploy
            Revoke-MachineIdentity deploy
            Publish-MachineSshRevocationList "$TestDrive/store/revoked_keys"
            New-MachineSecret db01 $secrets.Stored -UserName app
            Set-MachineSecret db01 -Credential ([pscredential]::new('app', $secrets.Stored)) -PassThru
            Get-MachineSecret db01
            Get-MachineSecret db01 -ListVersion
            Remove-MachineSecret db01
            Restore-MachineSecret db01
            Register-MachineAccount ftp Script @scripts -Credential ([pscredential]::new('ftp', $secrets.Account))
            $byScript = Invoke-MachineIdentityRotation ftp
            $byScript
            $system.Refuses = $true
            Test-MachineIdentityTarget ftp
            $system.Refuses = $false
            $byScript | Undo-MachineIdentityRotation
            Get-MachineAccount
            New-MachineSecret handed $secrets.Handed
            $handOff = New-MachineSecretHandOff handed
            $handOff
            $handOff | Receive-MachineSecret
            $handOff | Receive-MachineSecret
            New-MachineTokenAuthority signer
            $tokens = @(New-MachineToken agent -Scope read) + @(New-MachineToken deploy -Authority signer -Audience registry)
            $tokens
            $tokens | Test-MachineToken -Inspect
            $leaks = Find-MachineSecret $leaky
            $leaks
            $leaks | Export-MachineSecretReport "$TestDrive/store/leaks.json"
            $leaks | Export-MachineSecretReport "$TestDrive/store/leaks.sarif" -RootPath $leaky
            Get-MachineIdentity
            Get-MachineIdentityTarget
            Get-MachineIdentityStoreRecipient
            Get-MachineIdentityAudit
            Test-MachineIdentityStore
            Export-MachineIdentityAudit "$TestDrive/store/audit.jsonl"
            Backup-MachineIdentityStore -Destination "$TestDrive/store/backup.db"
            Remove-MachineIdentity api.corp.test
        } *>&1
        $VerbosePreference = $DebugPreference = 'SilentlyContinue'
        $null = Stop-Transcript
        $watch.Run = $false
        $null = $watcher | Receive-Job -Wait -AutoRemoveJob
        $issued = @($tokens.Token) + $handOff.Token | ForEach-Object { ConvertFrom-SecureString $_ -AsPlainText }
        $needles = @($canaries.Values) + $keyLines + $given + $issued
    }

    AfterAll {
        Disconnect-MachineIdentityStore
    }

    It 'goes through a whole life' {
        $keyLines.Count | Should -Be 3
        $rotation.Outcome | Should -Be @('Completed', 'Completed')
        $byScript.Outcome | Should -Be 'Completed' -Because $byScript.Reason
        $given.Count | Should -Be 3
        $issued | Should -HaveCount 3
        $leaks | Should -HaveCount 2
        @($leaks.KnownAs).Where({ $_ }) | Should -Be 'handed'
        $errors = @($shown | Where-Object { $_ -is [Management.Automation.ErrorRecord] })
        $errors.ForEach({ ($_.FullyQualifiedErrorId -split ',')[0] }) | Should -Be @('WrongPassword', 'WrongPassword', 'HandOffRefused')
    }

    It 'is in no stream' {
        $text = ($shown | Out-String -Width 1000) + ($shown | Format-List * -Force | Out-String -Width 1000)
        $text += $shown | Where-Object { $_ -is [Management.Automation.ErrorRecord] } | ForEach-Object { $_.Exception.ToString(); $_ | ConvertTo-Json -Depth 3 -WarningAction Ignore }
        foreach ($needle in $needles) { $text.Contains($needle) | Should -BeFalse }
    }

    It 'is in no transcript' {
        $text = Get-Content $transcript -Raw
        $text | Should -Not -BeNullOrEmpty
        foreach ($needle in $needles) { $text.Contains($needle) | Should -BeFalse }
    }

    It 'is in no error that the session keeps' {
        foreach ($needle in $needles) { ($global:Error | Out-String).Contains($needle) | Should -BeFalse }
    }

    It 'is in no file of the store' {
        $files = Get-ChildItem "$TestDrive/store" -Recurse -File
        $files.Count | Should -BeGreaterThan 3
        foreach ($file in $files) {
            $text = [Text.Encoding]::Latin1.GetString([IO.File]::ReadAllBytes($file.FullName))
            foreach ($needle in $needles) { $text.Contains($needle) | Should -BeFalse -Because "$file must not hold it" }
        }
    }

    It 'is in no list of processes' -Skip:$IsWindows {
        $watch.Seen.Count | Should -BeGreaterThan 0
        foreach ($needle in $needles) { @($watch.Seen.Keys).Where({ $_.Contains($needle) }).Count | Should -Be 0 }
    }

    It 'is in no left-over file beside what is installed' {
        Get-ChildItem $installed -Force -Filter '*.tmp' | Should -BeNullOrEmpty
    }
}
