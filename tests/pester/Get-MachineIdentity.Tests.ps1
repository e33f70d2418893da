Describe 'Get-MachineIdentity' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        foreach ($name in 'web01', 'web02', 'db01') {
            Export-TestPem (New-TestCertificate $name -Days 20) "$TestDrive/$name.pem" -WithKey
            $null = Import-MachineIdentity "$TestDrive/$name.pem" -Owner "$name@corp.test" -Tag 'site=north', $name -Name $name
        }

        $null = Import-MachineIdentity -Name key01 -Kind SshKey -Criticality High
        $web = Get-MachineIdentity web01
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'lists all' {
        Get-MachineIdentity | Should -HaveCount 4
    }

    It 'finds by name with wildcards, without case' {
        Get-MachineIdentity WEB* | Should -HaveCount 2
        Get-MachineIdentity web01, db01 | Should -HaveCount 2
        Get-MachineIdentity 'none*' | Should -BeNullOrEmpty
    }

    It 'finds by <Name>' -ForEach @(
        @{ Name = 'kind'; Arguments = @{ Kind = 'SshKey' }; Expected = 'key01' }
        @{ Name = 'owner'; Arguments = @{ Owner = 'db*' }; Expected = 'db01' }
        @{ Name = 'tags'; Arguments = @{ Tag = 'site=north', 'web02' }; Expected = 'web02' }
        @{ Name = 'criticality'; Arguments = @{ Criticality = 'High' }; Expected = 'key01' }
    ) {
        Get-MachineIdentity @Arguments | ForEach-Object Name | Should -Be $Expected
    }

    It 'finds by fingerprint and serial number, colons or not' {
        $colons = $web.Fingerprint.ToLowerInvariant() -replace '(..)(?!$)', '$1:'
        Get-MachineIdentity -Fingerprint $colons | ForEach-Object Name | Should -Be 'web01'
        Get-MachineIdentity -SerialNumber $web.SerialNumber | ForEach-Object Name | Should -Be 'web01'
    }

    It 'finds what expires within a span' {
        Get-MachineIdentity -ExpiringWithin 30d | Should -HaveCount 3
        Get-MachineIdentity -ExpiringWithin 30 | Should -HaveCount 3
        # A number with an s is a short to PowerShell, and was taken for days.
        Get-MachineIdentity -ExpiringWithin 60s | Should -BeNullOrEmpty
        Get-MachineIdentity -ExpiringWithin 720h | Should -HaveCount 3
        Get-MachineIdentity -ExpiringWithin ([timespan]::FromHours(1)) | Should -BeNullOrEmpty
        Get-MachineIdentity -Expired | Should -BeNullOrEmpty
    }

    It 'pages, and counts when asked' {
        Get-MachineIdentity -First 2 | Should -HaveCount 2
        Get-MachineIdentity -First 1 -Skip 1 | ForEach-Object Name | Should -Be 'key01'
        (Get-MachineIdentity -First 1 -IncludeTotalCount)[0].ToString() | Should -Match '4'
    }

    It 'takes names, objects, ids and properties from the pipeline' {
        'web01', 'web02' | Get-MachineIdentity | Should -HaveCount 2
        $web | Get-MachineIdentity | ForEach-Object Id | Should -Be $web.Id
        [pscustomobject]@{ Id = $web.Id } | Get-MachineIdentity | ForEach-Object Name | Should -Be 'web01'
        [pscustomobject]@{ Name = 'web01' } | Get-MachineIdentity | ForEach-Object Id | Should -Be $web.Id
        [pscustomobject]@{ Id = [guid]::NewGuid(); IdentityId = $web.Id } | Get-MachineIdentity | ForEach-Object Name | Should -Be 'web01'
    }

    It 'streams, and its caller goes on after the first' {
        $after = & { $null = Get-MachineIdentity | Select-Object -First 1; 'went on' }
        $after | Should -Be 'went on'
    }

    It 'shows times in UTC and days left' {
        $web.NotAfter.Offset | Should -Be ([timespan]::Zero)
        $web.DaysLeft | Should -BeIn 18, 19, 20
        Assert-Views (Get-MachineIdentity)
    }

    It 'completes names, owners and tags, quoted where needed' {
        $null = Import-MachineIdentity -Name "o'neil key" -Kind SshKey
        (TabExpansion2 'Get-MachineIdentity web').CompletionMatches.CompletionText | Should -Be 'web01', 'web02'
        (TabExpansion2 'Get-MachineIdentity o').CompletionMatches.CompletionText | Should -Contain "'o''neil key'"
        (TabExpansion2 'Get-MachineIdentity -Owner db').CompletionMatches.CompletionText | Should -Contain "'db01@corp.test'"
        (TabExpansion2 'Get-MachineIdentity -Tag site').CompletionMatches.CompletionText | Should -Be 'site=north'
        { TabExpansion2 "Get-MachineIdentity -Store '$TestDrive/none.db' -Name web" } | Should -Not -Throw
        "$TestDrive/none.db" | Should -Not -Exist
    }

    It 'reports names and ids that are not there, and goes on' {
        Assert-TestError { Get-MachineIdentity none } -Id IdentityNotFound -Category ObjectNotFound -Target none
        $unknown = [guid]::NewGuid()
        Assert-TestError { Get-MachineIdentity -Id $unknown } -Id IdentityNotFound -Category ObjectNotFound -Target $unknown
        Get-MachineIdentity none, web01 -ErrorAction Ignore | ForEach-Object Name | Should -Be 'web01'
        Get-MachineIdentity web01 -Kind SshKey | Should -BeNullOrEmpty
    }

    It 'stops' {
        Assert-Stops 'Get-MachineIdentity -Store $store' @{ store = $store }
    }
}
