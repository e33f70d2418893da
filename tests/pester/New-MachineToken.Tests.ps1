Describe 'New-MachineToken' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'gives a token that the store does not have' {
        $token = New-MachineToken agent -Scope read, write -Audience registry -SourceNetwork 10.0.0.0/8 -MaximumUses 3 -Lifetime 30d -Owner ops
        $token.Scopes | Should -Be 'read', 'write'
        ($token.NotAfter - $token.NotBefore).TotalDays | Should -Be 30
        Assert-Views $token
        $text = ConvertFrom-SecureString $token.Token -AsPlainText
        $text | Should -MatchExactly '^mim_[0-9A-Za-z]{48}$'
        [IO.File]::ReadAllText($store, [Text.Encoding]::Latin1) | Should -Not -Match $text
        "$($token | Format-List | Out-String)$($token | ConvertTo-Json)$(Get-MachineIdentityAudit | ConvertTo-Json -Depth 5)" | Should -Not -Match $text
        $identity = Get-MachineIdentity agent
        $identity.Kind, $identity.Status, $identity.DueAt | Should -Be 'ApiToken', 'Active', $null
    }

    It 'is known to the scan that looks for lost tokens, and whose it is' {
        $text = New-MachineToken lost -AsPlainText
        $finding = "curl -H 'Authorization: Bearer $text'" | Find-MachineSecret
        $finding.Rule | Should -Be 'mim-token'
        $finding.KnownAs | Should -Be 'lost'
    }

    It 'takes names and columns from the pipeline' {
        ('a1', 'a2' | New-MachineToken).Name | Should -Be 'a1', 'a2'
        $row = [pscustomobject]@{ Name = 'csv01'; Scope = 'read;write'; Audience = ''; MaximumUses = ''; Lifetime = '10d'; Tag = 'a;b' }
        $token = $row | New-MachineToken
        $token.Scopes | Should -Be 'read', 'write'
        $token.Audiences | Should -BeNullOrEmpty
        $token.MaximumUses | Should -BeNullOrEmpty
    }

    It 'changes nothing with -WhatIf, and refuses what the real thing would' {
        $null = New-MachineToken there
        Assert-ChangesNothing { New-MachineToken whatif -WhatIf }
        Assert-TestError { New-MachineToken there -WhatIf } -Id IdentityExists -Category ResourceExists -Target there
    }

    It 'reports what breaks a rule' {
        Assert-TestError { New-MachineToken x -Scope 'two words' } -Id InvalidArgument -Category InvalidArgument -Target x
        Assert-TestError { New-MachineToken x -SourceNetwork 10.0.0.0/99 } -Id InvalidArgument -Category InvalidArgument -Target x
        Assert-TestError { New-MachineToken x -MaximumUses 0 } -Id InvalidArgument -Category InvalidArgument -Target x
        Assert-TestError { New-MachineToken x -Lifetime 4000d } -Id PolicyViolation -Category PermissionDenied -Target x
    }

    It 'stops' {
        Assert-Stops 'New-MachineToken "stop$([guid]::NewGuid())" -Store $store' @{ store = $store }
    }
}
