# A canary goes through everything that takes a secret; afterwards it must be nowhere.

Describe 'Secrets' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $canary = "canary-$([guid]::NewGuid().ToString('N'))"
        $folder = (New-Item -ItemType Directory "$TestDrive/canary").FullName
        Protect-TestFolder $folder
        [IO.File]::WriteAllBytes("$folder/in.pfx", (New-TestCertificate shop).Export('Pfx', $canary))

        # Everything a person could see, and a transcript, of a fresh PowerShell that is never told the canary in its command line.
        $script = @'
            $ErrorActionPreference = 'Continue'
            $VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
            $secret = [securestring]::new()
            $env:CANARY.ToCharArray() | ForEach-Object { $secret.AppendChar($_) }
            Remove-Item Env:CANARY
            $wrong = [securestring]::new()
            'wrong password'.ToCharArray() | ForEach-Object { $wrong.AppendChar($_) }
            Import-Module $env:MIM_MANIFEST
            Start-Transcript "$env:MIM_FOLDER/transcript.txt" -UseMinimalHeader | Out-Null
            $store = "$env:MIM_FOLDER/vault.db"
            Initialize-MachineIdentityStore $store -Passphrase $secret -Verbose
            Connect-MachineIdentityStore $store -Passphrase $wrong
            Connect-MachineIdentityStore $store -Passphrase $secret
            Add-MachineIdentityStoreRecipient second -Passphrase $secret
            Update-MachineIdentityStoreRecipient second -Passphrase $secret
            Import-MachineIdentity "$env:MIM_FOLDER/in.pfx" -Password $wrong
            Import-MachineIdentity "$env:MIM_FOLDER/in.pfx" -Password $secret -Name shop
            Update-MachineIdentityStoreKey
            Get-MachineIdentity | Format-List * -Force
            Get-MachineIdentityStoreRecipient | Format-List * -Force
            Get-MachineIdentityAudit | Format-List * -Force
            Export-MachineIdentityAudit "$env:MIM_FOLDER/audit.jsonl"
            Backup-MachineIdentityStore "$env:MIM_FOLDER/backup.db"
            $Error | ForEach-Object { $_ | Format-List * -Force; $_.Exception | Format-List * -Force }
            Get-ChildItem /proc -ErrorAction Ignore | Where-Object Name -Match '^\d+$' |
                ForEach-Object { Get-Content "$_/cmdline" -Raw -ErrorAction Ignore }
            Disconnect-MachineIdentityStore
            Stop-Transcript | Out-Null
'@
        $env:CANARY = $canary
        $env:MIM_FOLDER = $folder
        $env:MIM_MANIFEST = Get-TestManifest
        try {
            Set-Content "$TestDrive/run.ps1" $script
            $seen = & ([Environment]::ProcessPath) -NoProfile -NonInteractive -File "$TestDrive/run.ps1" *>&1 | Out-String -Width 1000
        }
        finally {
            $env:CANARY = $env:MIM_FOLDER = $env:MIM_MANIFEST = $null
        }
    }

    It 'did all that it should' {
        $seen | Should -Match 'WrongPassword|wrong'
        Get-MachineIdentity -Store "$folder/vault.db" | ForEach-Object Name | Should -Be 'shop'
        "$folder/transcript.txt", "$folder/audit.jsonl", "$folder/backup.db" | Should -Exist
    }

    It 'shows nothing in any stream' {
        $seen.Contains($canary) | Should -BeFalse
    }

    It 'leaves nothing in any file: store, write-ahead log, backup, audit, transcript' {
        foreach ($file in Get-ChildItem $folder -File -Recurse -Force) {
            $content = [Convert]::ToHexString([IO.File]::ReadAllBytes($file.FullName))
            foreach ($pattern in [Text.Encoding]::UTF8.GetBytes($canary), [Text.Encoding]::Unicode.GetBytes($canary)) {
                $content.Contains([Convert]::ToHexString($pattern)) | Should -BeFalse -Because $file.FullName
            }
        }
    }
}
