Describe 'New-MachineSecret' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $secret = ConvertTo-TestSecret 'hunter2 ÄÖ'
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'generates one' {
        $identity = New-MachineSecret shop-api -Length 40 -Characters Lower, Digits -Lifetime 30d -Owner ops@corp.test -Tag 'site=north'
        $identity.Kind, $identity.Status, $identity.Version | Should -Be 'Secret', 'Active', 1
        $identity.HasPrivateKey | Should -BeTrue
        $identity.DueAt | Should -Not -BeNullOrEmpty
        ($identity.NotAfter - $identity.NotBefore).TotalDays | Should -Be 30
        Get-MachineSecret shop-api -AsPlainText | Should -MatchExactly '^[a-z0-9]{40}$'
        New-MachineSecret clear -Unambiguous -Length 200 | Out-Null
        Get-MachineSecret clear -AsPlainText | Should -Not -MatchExactly '[0Oo1Il]' -Because 'they are confused'
    }

    It 'keeps one that exists, alone or as a credential' {
        (New-MachineSecret db01 $secret -UserName app).DueAt | Should -BeNullOrEmpty -Because 'nothing generates it again'
        Get-MachineSecret db01 -AsPlainText | Should -BeExactly 'hunter2 ÄÖ'
        (New-MachineSecret db02 -Credential ([pscredential]::new('worker', $secret))).Subject | Should -Be 'worker'
    }

    It 'takes names and columns from the pipeline' {
        ('queue01', 'queue02' | New-MachineSecret).Name | Should -Be 'queue01', 'queue02'
        $row = [pscustomobject]@{ Name = 'csv01'; UserName = 'x'; Lifetime = '10d'; Tag = 'a;b'; Credential = [pscredential]::new('y', $secret) }
        $identity = $row | New-MachineSecret
        $identity.Tags | Should -Be 'a', 'b'
        $identity.Subject | Should -Be 'x'
    }

    It 'is rotated when it was generated' {
        $before = Get-MachineSecret shop-api -AsPlainText
        (Invoke-MachineIdentityRotation shop-api).Outcome | Should -Be 'Completed'
        $after = Get-MachineSecret shop-api -AsPlainText
        $after | Should -MatchExactly '^[a-z0-9]{40}$'
        $after | Should -Not -Be $before
    }

    It 'changes nothing with -WhatIf, and refuses what the real thing would' {
        Assert-ChangesNothing { New-MachineSecret whatif -WhatIf }
        Assert-TestError { New-MachineSecret db01 -WhatIf } -Id IdentityExists -Category ResourceExists -Target db01
    }

    It 'reports what breaks a rule' {
        Assert-TestError { New-MachineSecret db01 } -Id IdentityExists -Category ResourceExists -Target db01
        Assert-TestError { New-MachineSecret short -Length 8 } -Id WeakKey -Category PermissionDenied -Target short
        Assert-TestError { New-MachineSecret long -Lifetime 4000d } -Id PolicyViolation -Category PermissionDenied -Target long
        Assert-TestError { New-MachineSecret two $secret -Credential ([pscredential]::new('y', $secret)) } -Id InvalidArgument -Category InvalidArgument -Target two
    }

    It 'stops' {
        Assert-Stops 'New-MachineSecret "stop$([guid]::NewGuid())" -Store $store' @{ store = $store }
    }
}
