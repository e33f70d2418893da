Describe 'Find-MachineSecret' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $folder = "$TestDrive/tree"
        $null = New-Item -ItemType Directory "$folder/deep"

        # Made here, so that nothing that looks like a secret lies in this repository.
        $password = 'kestrel{0}harbour' -f (Get-Random -Minimum 100000 -Maximum 999999)
        Set-Content "$folder/settings.ini" '[db]', "password = $password"
        Set-Content "$folder/deep/service.ps1" "`$p = ConvertTo-SecureString '$password' -AsPlainText -Force"
        Set-Content "$folder/deep/url.txt" "postgres://app:$password@db01.corp.test/shop"
        Set-Content "$folder/readme.txt" 'password: ask the operator'
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'says what lies where and shows nothing of it' {
        $found = Find-MachineSecret $folder
        $found.Rule | Should -Be 'generic-password'
        $found.Line | Should -Be 2
        $found.Column | Should -Be 12
        $found.Length | Should -Be $password.Length
        $found.Hash | Should -Match '^[0-9A-F]{64}$'
        $found.Severity | Should -Be 'Medium'
        "$($found | Format-List * | Out-String)$($found | Format-Table | Out-String)$($found | ConvertTo-Json -Depth 5)" | Should -Not -Match 'kestrel'
        Assert-Views $found
    }

    It 'warns of folders that it does not look into' {
        Find-MachineSecret $folder -WarningVariable warnings -WarningAction SilentlyContinue | Should -HaveCount 1
        "$warnings" | Should -Be "'$folder' has folders in it that are not looked into; -Recurse looks into them too."
        Find-MachineSecret $folder -Recurse -WarningVariable warnings | Should -HaveCount 3
        Find-MachineSecret "$folder/settings.ini" -WarningVariable +warnings | Should -HaveCount 1
        $warnings | Should -BeNullOrEmpty
    }

    It 'goes into folders when asked, and knows the same secret again' {
        $found = Find-MachineSecret -Path $folder -Recurse
        $found.Rule | Sort-Object | Should -Be 'generic-password', 'powershell-plain-secure-string', 'uri-password-postgres'
        $found.Hash | Sort-Object -Unique | Should -HaveCount 1
        (Find-MachineSecret -Path $folder -Recurse -Exclude '*/deep/*').Rule | Should -Be 'generic-password'
    }

    It 'looks into archives and into what git repositories keep' {
        $packed = New-Item -ItemType Directory "$TestDrive/packed"
        Copy-Item "$folder/settings.ini" $packed
        [System.IO.Compression.ZipFile]::CreateFromDirectory("$packed", "$TestDrive/backup.zip")
        $found = Find-MachineSecret "$TestDrive/backup.zip"
        $found.Entry | Should -Be 'settings.ini'
        $found.Location | Should -BeLike '*backup.zip!settings.ini#2:12'
        $repository = New-Item -ItemType Directory "$TestDrive/repository"
        $git = { git -C $repository -c user.name=ops -c user.email=ops@corp.test @args; $LASTEXITCODE | Should -Be 0 }
        & $git init --quiet
        Copy-Item "$folder/settings.ini" $repository
        & $git add settings.ini
        & $git commit --quiet --message first
        & $git rm --quiet settings.ini
        & $git commit --quiet --message second
        Find-MachineSecret $repository -Recurse | Should -BeNullOrEmpty
        $found = Find-MachineSecret $repository -History
        $found.Entry | Should -Match '^[0-9a-f]{12}:settings.ini$'
        & $git show $found.Entry | Should -Contain "password = $password"
        Assert-Views $found
    }

    It 'looks by the rules and severities that are asked for' {
        (Find-MachineSecret $folder -Recurse -Rule uri-*).Rule | Should -Be 'uri-password-postgres'
        (Find-MachineSecret $folder -Recurse -MinimumSeverity High).Count | Should -Be 2
        Assert-TestError { Find-MachineSecret $folder -Rule nothing } -Id InvalidArgument -Category InvalidArgument
    }

    It 'completes the names of rules' {
        $line = 'Find-MachineSecret -Rule github-p'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'github-personal-token'
    }

    It 'takes files from the pipeline' {
        (Get-ChildItem $folder -Recurse -File | Find-MachineSecret).Count | Should -Be 3
        ([pscustomobject]@{ Path = "$folder/settings.ini" } | Find-MachineSecret).Line | Should -Be 2
        (Find-MachineSecret -LiteralPath "$folder/settings.ini").Line | Should -Be 2
    }

    It 'takes text from the pipeline, line by line' {
        $found = Get-Content "$folder/settings.ini" | Find-MachineSecret
        $found.LocationKind | Should -Be 'InputObject'
        $found.Location | Should -Be 'InputObject#2:12'
        (Find-MachineSecret -InputObject "api_password: '$password'").Rule | Should -Be 'generic-password'
        'nothing', '' | Find-MachineSecret | Should -BeNullOrEmpty
    }

    It 'knows SecureStrings that are written where nothing encrypts them' -Skip:$IsWindows {
        [pscredential]::new('app', (ConvertTo-TestSecret $password)) | Export-Clixml "$TestDrive/credential.clixml"
        (Find-MachineSecret "$TestDrive/credential.clixml").Rule | Should -Be 'clixml-plain-secure-string'
    }

    It 'looks where shells leave secrets' {
        { Find-MachineSecret -KnownPlace -MinimumSeverity High -ErrorAction Stop } | Should -Not -Throw
    }

    It 'looks into the environments of running processes' -Skip:(-not $IsLinux) {
        $start = [Diagnostics.ProcessStartInfo]::new('sleep', '300')
        $start.Environment['SHOP_PASSWORD'] = $password
        $process = [Diagnostics.Process]::Start($start)
        try {
            $found = Find-MachineSecret -LiteralPath "/proc/$($process.Id)/environ" -Rule generic-password
            $found.Path | Should -Be "/proc/$($process.Id)/environ"
            $found.Length | Should -Be $password.Length
            (Find-MachineSecret -KnownPlace -Rule generic-password).Path | Should -Contain $found.Path
        }
        finally {
            $process.Kill()
        }
    }

    It 'changes nothing but to make the key of its hashes' {
        $null = Find-MachineSecret $folder
        Assert-ChangesNothing { Find-MachineSecret $folder -Recurse }
        (Get-MachineIdentityAudit | Where-Object Act -EQ CreateSecretHashKey).Count | Should -Be 1
        (Test-MachineIdentityStore).Passed | Should -Not -Contain $false
    }

    It 'leads from a leak of what the inventory has to its rotation' {
        $null = New-MachineSecret db01 -Length 40
        $leaked = Get-MachineSecret db01 -AsPlainText
        Set-Content "$TestDrive/leak.env" "DB_PASSWORD=$leaked"
        $found = Find-MachineSecret "$TestDrive/leak.env"
        $found.KnownAs | Should -Be 'db01'
        $found.VersionState | Should -Be 'Active'
        (Find-MachineSecret "$TestDrive/leak.env" | Invoke-MachineIdentityRotation).Outcome | Should -Be 'Completed'
        Get-MachineSecret db01 -AsPlainText | Should -Not -Be $leaked
        $again = Find-MachineSecret "$TestDrive/leak.env"
        $again.KnownAs | Should -Be 'db01' -Because 'older versions are known as well'
        $again.VersionState | Should -Be 'Deactivated' -Because 'what leaked is dead'
    }

    It 'names what is not there' {
        Assert-TestError { Find-MachineSecret -LiteralPath "$TestDrive/none" } -Id InvalidFile -Category InvalidData -Target "$TestDrive/none"
    }

    It 'lets its caller go on after the first' {
        & { $null = Find-MachineSecret $folder -Recurse | Select-Object -First 1; 'went on' } | Should -Be 'went on'
    }

    It 'stops' {
        Assert-Stops 'Find-MachineSecret -Path / -Recurse -Store $store' @{ store = $store }
    }
}
